//! Which file of a crate uses which: for the tests that hold the layers of core, compiler and runtime.
//!
//! A file uses another where it names something of it, in a `use` or by a path. Re-exports are followed to
//! the file that defines the thing. Tests, comments and `mod` lines do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

/// A module: the names of the modules around it, and its own.
type Module = Vec<String>;

/// The files of a crate by their module, and what each uses.
#[derive(Debug)]
pub(crate) struct Layers {
    uses: BTreeMap<Module, BTreeSet<Module>>,
    /// The types that other files can name, and the files that define one of that name.
    types: BTreeMap<String, BTreeSet<Module>>,
}

/// What a file holds, as far as names go.
#[derive(Default)]
struct Names {
    /// What the file defines itself.
    items: BTreeSet<String>,
    /// Those of them that are types and `pub` or `pub(crate)`.
    types: BTreeSet<String>,
    /// What it imports: the name here, and the path that it stands for.
    imports: BTreeMap<String, Vec<String>>,
    /// `use path::*`
    globs: Vec<Vec<String>>,
    /// All paths that it names.
    paths: Vec<Vec<String>>,
}

impl Layers {
    /// Reads the files below `src` of the crate in `root`.
    pub(crate) fn of(root: &str) -> Self {
        let src = Path::new(root).join("src");
        let mut files = Vec::new();
        collect(&src, &mut files);
        let mut names = BTreeMap::new();
        for file in files {
            let module = module_of(file.strip_prefix(&src).unwrap());
            let text = fs::read_to_string(&file).unwrap();
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let mut found = Names::default();
            found.visit_file(&parsed);
            names.insert(module, found);
        }
        let resolver = Resolver { names: &names };
        let uses = names.iter().map(|(module, found)| {
            // One name alone in the code is a variable's, even where a module is called the same.
            let child = |name: &String| module.iter().cloned().chain([name.clone()]).collect::<Module>();
            let is_variable =
                |path: &&Vec<String>| matches!(path.as_slice(), [name] if names.contains_key(&child(name)));
            let in_code = found.paths.iter().filter(|path| !is_variable(path));
            let paths = found.imports.values().chain(in_code).chain(&found.globs);
            let used = paths.filter_map(|path| resolver.defined_in(module, path, 0));
            (module.clone(), used.filter(|other| other != module).collect())
        });
        let mut types: BTreeMap<String, BTreeSet<Module>> = BTreeMap::new();
        for (module, found) in &names {
            for name in &found.types {
                types.entry(name.clone()).or_default().insert(module.clone());
            }
        }
        Self { uses: uses.collect(), types }
    }

    /// The files by the names of their modules, without `crate`: `check/probe`.
    pub(crate) fn files(&self) -> impl Iterator<Item = String> {
        self.uses.keys().map(|module| module.join("/"))
    }

    /// Every use of one file by another.
    pub(crate) fn uses(&self) -> impl Iterator<Item = (String, String)> {
        self.uses.iter().flat_map(|(from, to)| to.iter().map(|to| (from.join("/"), to.join("/"))))
    }

    /// Files that use each other, in groups.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let reach: BTreeMap<&Module, BTreeSet<&Module>> =
            self.uses.keys().map(|module| (module, self.reached(module))).collect();
        let mut circles = BTreeSet::new();
        for (module, reached) in &reach {
            let back = reached.iter().filter(|other| reach.get(*other).is_some_and(|r| r.contains(*module)));
            let circle: Vec<String> = back.map(|other| other.join("/")).collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    /// Names that stand for types of several files: `Name: a/file, another`.
    pub(crate) fn ambiguous_types(&self) -> Vec<String> {
        let several = self.types.iter().filter(|(_, files)| files.len() > 1);
        let shown = |files: &BTreeSet<Module>| files.iter().map(|file| file.join("/")).collect::<Vec<_>>();
        several.map(|(name, files)| format!("{name}: {}", shown(files).join(", "))).collect()
    }

    fn reached<'s>(&'s self, from: &Module) -> BTreeSet<&'s Module> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&Module> = self.uses.get(from).into_iter().flatten().collect();
        while let Some(module) = open.pop() {
            if reached.insert(module) {
                open.extend(self.uses.get(module).into_iter().flatten());
            }
        }
        reached
    }
}

struct Resolver<'n> {
    names: &'n BTreeMap<Module, Names>,
}

impl Resolver<'_> {
    /// The file that defines what `path`, as it stands in `module`, names; `None` outside of the crate.
    fn defined_in(&self, module: &Module, path: &[String], depth: u32) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        if depth > 16 {
            return None;
        }
        let at = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.clone(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            name => return self.below(module, name, rest, depth),
        };
        match rest.split_first() {
            None => None,
            Some((next, _)) if next == "super" => self.defined_in(&at, rest, depth + 1),
            Some((name, rest)) => self.below(&at, name, rest, depth),
        }
    }

    /// The same for a name that stands in a module.
    fn below(&self, at: &Module, name: &str, rest: &[String], depth: u32) -> Option<Module> {
        let child: Module = at.iter().cloned().chain([name.to_owned()]).collect();
        let names = self.names.get(at)?;
        if self.names.contains_key(&child) {
            return match rest.split_first() {
                // A module by itself: whatever is used of it is named by further paths.
                None => Some(child),
                Some((name, rest)) => self.below(&child, name, rest, depth).or(Some(child)),
            };
        }
        if names.items.contains(name) {
            return Some(at.clone());
        }
        if let Some(path) = names.imports.get(name) {
            let whole: Vec<String> = path.iter().chain(rest).cloned().collect();
            return self.defined_in(at, &whole, depth + 1);
        }
        names.globs.iter().find_map(|glob| {
            let whole: Vec<String> = glob.iter().chain([&name.to_owned()]).chain(rest).cloned().collect();
            self.defined_in(at, &whole, depth + 1)
        })
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap_or_default();
        if name == "tests" || name == "testing" {
            continue;
        }
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn module_of(file: &Path) -> Module {
    let mut module: Module =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    module
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

impl Names {
    fn import(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &dyn ToString| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(path) => self.import(&path.tree, &with(&path.ident)),
            syn::UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = before.last() {
                    self.imports.insert(last.clone(), before.to_vec());
                }
            }
            syn::UseTree::Name(name) => drop(self.imports.insert(name.ident.to_string(), with(&name.ident))),
            syn::UseTree::Rename(rename) => {
                let path = if rename.ident == "self" { before.to_vec() } else { with(&rename.ident) };
                self.imports.insert(rename.rename.to_string(), path);
            }
            syn::UseTree::Glob(_) => self.globs.push(before.to_vec()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before)),
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let (attributes, name) = match item {
            syn::Item::Const(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
            syn::Item::Static(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Type(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
            syn::Item::Mod(item) => (&item.attrs, item.content.as_ref().map(|_| &item.ident)),
            syn::Item::Impl(item) => (&item.attrs, None),
            syn::Item::Use(item) => (&item.attrs, None),
            _ => return,
        };
        if is_test(attributes) {
            return;
        }
        self.items.extend(name.map(ToString::to_string));
        let visibility = match item {
            syn::Item::Enum(item) => Some(&item.vis),
            syn::Item::Struct(item) => Some(&item.vis),
            syn::Item::Trait(item) => Some(&item.vis),
            syn::Item::Type(item) => Some(&item.vis),
            _ => None,
        };
        let is_shared = visibility.is_some_and(|visibility| match visibility {
            syn::Visibility::Public(_) => true,
            syn::Visibility::Restricted(within) => within.path.is_ident("crate"),
            syn::Visibility::Inherited => false,
        });
        self.types.extend(name.filter(|_| is_shared).map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    /// `format!` and its like, as far as what stands in them are expressions.
    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        let parse = Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(expressions) = item.parse_body_with(parse) {
            expressions.iter().for_each(|expression| self.visit_expr(expression));
        }
        visit::visit_macro(self, item);
    }
}
