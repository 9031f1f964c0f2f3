//! The modules of a crate, with the paths that stand in their code.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// A module, which is a file or stands within one.
#[derive(Default)]
pub(super) struct Module {
    /// The file, by its path within the folder of the crate's source.
    pub file: String,
    pub imports: Vec<Import>,
    /// Paths in code outside of imports, such as `super::name::function`.
    pub paths: Vec<Vec<String>>,
}

/// A name that a `use` line brings in.
pub(super) struct Import {
    pub path: Vec<String>,
    pub name: String,
    /// Whether the line is `pub`.
    pub hands_on: bool,
}

/// The modules of a crate by their path from its root, read from its files by their path within the source folder.
pub(super) fn modules(files: &BTreeMap<String, String>) -> BTreeMap<Vec<String>, Module> {
    let mut modules = BTreeMap::new();
    for (file, code) in files.iter().filter(|(file, _)| *file != "main.rs" && !file.ends_with("tests.rs")) {
        let mut module_path: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        module_path.pop_if(|name| name == "mod" || name == "lib");
        let mut reader = Reader { tokens: tokens(code).into_iter().peekable(), file, modules: &mut modules };
        reader.module(&module_path);
    }
    modules
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    /// `::`
    Path,
    Sign(char),
}

/// The names and signs of code, without comments and literals.
fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut signs = code.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '/' if signs.peek() == Some(&'/') => while signs.next_if(|sign| *sign != '\n').is_some() {},
            '"' => pass_text(&mut signs),
            '\'' => pass_character(&mut signs),
            ':' if signs.next_if_eq(&':').is_some() => tokens.push(Token::Path),
            sign if is_of_name(sign) => {
                let mut name = sign.to_string();
                name.extend(std::iter::from_fn(|| signs.next_if(|sign| is_of_name(*sign))));
                match signs.peek() {
                    Some('"' | '#') if name == "r" || name == "br" => pass_raw_text(&mut signs),
                    _ => tokens.push(Token::Name(name)),
                }
            }
            sign if sign.is_whitespace() => {}
            sign => tokens.push(Token::Sign(sign)),
        }
    }
    tokens
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// Passes over a text up to its end, behind its first quotation mark.
fn pass_text(signs: &mut Peekable<Chars<'_>>) {
    while let Some(sign) = signs.next().filter(|sign| *sign != '"') {
        if sign == '\\' {
            signs.next();
        }
    }
}

fn pass_raw_text(signs: &mut Peekable<Chars<'_>>) {
    let mut hashes = 0;
    while signs.next_if_eq(&'#').is_some() {
        hashes += 1;
    }
    signs.next();
    while let Some(sign) = signs.next() {
        if sign == '"' && (0..hashes).all(|_| signs.next_if_eq(&'#').is_some()) {
            return;
        }
    }
}

/// Passes over a character, but not over a lifetime.
fn pass_character(signs: &mut Peekable<Chars<'_>>) {
    let mut ahead = signs.clone();
    let is_escaped = ahead.next() == Some('\\');
    if is_escaped {
        signs.nth(1);
        while signs.next().is_some_and(|sign| sign != '\'') {}
    } else if ahead.next() == Some('\'') {
        signs.nth(1);
    }
}

struct Reader<'r, T: Iterator<Item = Token>> {
    tokens: Peekable<T>,
    file: &'r str,
    modules: &'r mut BTreeMap<Vec<String>, Module>,
}

impl<T: Iterator<Item = Token>> Reader<'_, T> {
    /// Reads a module up to its end.
    fn module(&mut self, module_path: &[String]) {
        let mut module = Module { file: self.file.to_owned(), ..Module::default() };
        let mut depth = 0;
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Name(name) if name == "pub" => self.public_item(&mut module),
                Token::Name(name) if name == "use" => self.imports(Vec::new(), false, &mut module.imports),
                Token::Name(name) if name == "mod" => self.inner_module(module_path),
                Token::Name(name) => module.paths.extend(self.path_from(name)),
                Token::Sign('{') => depth += 1,
                Token::Sign('}') if depth == 0 => break,
                Token::Sign('}') => depth -= 1,
                Token::Sign(_) | Token::Path => {}
            }
        }
        self.modules.insert(module_path.to_vec(), module);
    }

    /// Behind `pub`: imports that hand names on, or anything else.
    fn public_item(&mut self, module: &mut Module) {
        if self.passes('(') {
            while self.tokens.next().is_some_and(|token| token != Token::Sign(')')) {}
        }
        if self.tokens.next_if(|token| *token == Token::Name("use".to_owned())).is_some() {
            self.imports(Vec::new(), true, &mut module.imports);
        }
    }

    /// Behind `mod`: a module that stands within this one; those of other files are read with their files.
    fn inner_module(&mut self, module_path: &[String]) {
        if let Some(Token::Name(name)) = self.tokens.next()
            && self.passes('{')
        {
            let path: Vec<String> = module_path.iter().cloned().chain([name]).collect();
            self.module(&path);
        }
    }

    /// A path that begins with a name, if it has further ones.
    fn path_from(&mut self, first: String) -> Option<Vec<String>> {
        let mut path = vec![first];
        while self.tokens.next_if(|token| *token == Token::Path).is_some() {
            let Some(Token::Name(name)) = self.tokens.next_if(|token| matches!(token, Token::Name(_))) else { break };
            path.push(name);
        }
        (path.len() > 1).then_some(path)
    }

    /// The names of a `use` line, or of a part of one behind the path of its group.
    fn imports(&mut self, mut path: Vec<String>, hands_on: bool, imports: &mut Vec<Import>) {
        let mut alias = None;
        while let Some(token) = self.tokens.next_if(|token| !matches!(token, Token::Sign(';' | ',' | '}'))) {
            match token {
                Token::Name(name) if name == "as" => alias = self.tokens.next(),
                Token::Name(name) => path.push(name),
                Token::Sign('{') => {
                    while !self.passes('}') {
                        self.imports(path.clone(), hands_on, imports);
                        self.passes(',');
                    }
                    return;
                }
                Token::Sign(sign) => path.push(sign.to_string()),
                Token::Path => {}
            }
        }
        // `name::{self}` is the name itself.
        path.pop_if(|name| name == "self");
        let last = path.last().cloned().unwrap_or_default();
        let name = if let Some(Token::Name(alias)) = alias { alias } else { last };
        imports.push(Import { path, name, hands_on });
    }

    /// Takes a sign if it is the next.
    fn passes(&mut self, sign: char) -> bool {
        self.tokens.next_if(|token| *token == Token::Sign(sign)).is_some()
    }
}
