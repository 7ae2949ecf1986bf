//! What references can name: the schemas with an `$id` of their own, and anchors.
//!
//! JSON Schema 2020-12 core, sections 8.2 and 9; RFC 3986, section 5 as far as it is needed: what is
//! not joined here is a URI that no schema has.

use crate::map::SortedMap;

use crate::json::Node;

use super::super::draft::Draft;
use super::super::tree;

/// A schema with a URI of its own, and what is in it.
#[derive(Debug)]
struct Resource<'a> {
    /// `None` where it cannot be told.
    uri: Option<String>,
    root: &'a Node,
    /// `None` for a name that is given twice.
    anchors: SortedMap<&'a str, Option<&'a Node>>,
    /// Which of the anchors are dynamic.
    dynamic: Vec<&'a str>,
    /// `$recursiveAnchor: true`, which 2020-12 gave up.
    recursive: bool,
}

/// All of a document.
#[derive(Debug)]
pub(super) struct Resources<'a> {
    all: Vec<Resource<'a>>,
    /// By the first byte of each schema.
    of: SortedMap<u32, usize>,
    draft: Draft,
}

/// Why a reference is not followed.
pub(super) enum Lost {
    /// Its URI is that of no schema here.
    Outside,
    /// There is nothing at its pointer, or no such anchor.
    Nowhere,
    /// It means another schema in another place.
    Dynamic,
}

impl<'a> Resources<'a> {
    /// The recursion is as deep as the file's JSON, which the parser bounds.
    pub(super) fn of(root: &'a Node, draft: Draft) -> Self {
        let mut resources = Self { all: Vec::new(), of: SortedMap::new(), draft };
        // Without an `$id` the document still is a schema to refer to.
        let uri = id_of(root, draft).map_or_else(|| Some(String::new()), |id| join(Some(""), id));
        resources.all.push(Resource::new(root, uri));
        resources.collect(root, 0);
        resources
    }

    fn collect(&mut self, node: &'a Node, around: usize) {
        let mut at = around;
        if let Some(id) = id_of(node, self.draft)
            && !std::ptr::eq(node, self.all.first().map_or(node, |first| first.root))
        {
            let base = self.all.get(around).and_then(|resource| resource.uri.as_deref());
            let uri = join(base, id);
            at = self.all.len();
            self.all.push(Resource::new(node, uri));
        }
        self.of.insert(node.span.start, at);
        if let Some(resource) = self.all.get_mut(at) {
            resource.note(node, self.draft);
        }
        for inner in tree::schemas(node) {
            self.collect(inner, at);
        }
    }

    /// The number of the resource that a schema stands in.
    pub(super) fn around(&self, schema: &Node) -> usize {
        self.of.get(&schema.span.start).copied().unwrap_or_default()
    }

    /// What a reference names, by the resource that it stands in, its keyword and its text.
    pub(super) fn find(&mut self, around: usize, key: &str, text: &str) -> Result<&'a Node, Lost> {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let at = if uri.is_empty() { around } else { self.by_uri(around, uri).ok_or(Lost::Outside)? };
        let resource = self.all.get(at).ok_or(Lost::Outside)?;
        let moves = |resource: &&Resource<'_>| match key {
            "$dynamicRef" => resource.dynamic.contains(&fragment),
            "$recursiveRef" => resource.recursive,
            _ => false,
        };
        // Where several answer, it is the first that the value was led through.
        if moves(&resource) && self.all.iter().filter(moves).count() > 1 {
            return Err(Lost::Dynamic);
        }
        let target = match fragment {
            "" => Some(resource.root),
            pointer if pointer.starts_with('/') => resource.root.at_pointer(pointer),
            anchor => resource.anchors.get(anchor).copied().flatten(),
        };
        let target = target.ok_or(Lost::Nowhere)?;
        // A pointer may lead into what is no keyword, and so was not looked through.
        if !self.of.contains_key(&target.span.start) {
            self.collect(target, at);
        }
        Ok(target)
    }

    fn by_uri(&self, around: usize, uri: &str) -> Option<usize> {
        let wanted = join(self.all.get(around)?.uri.as_deref(), uri)?;
        let is_wanted = |resource: &Resource<'_>| resource.uri.as_deref() == Some(&wanted);
        let found = self.all.iter().position(is_wanted)?;
        let twice = self.all.iter().skip(found + 1).any(is_wanted);
        (!twice).then_some(found)
    }
}

impl<'a> Resource<'a> {
    fn new(root: &'a Node, uri: Option<String>) -> Self {
        Self { uri, root, anchors: SortedMap::new(), dynamic: Vec::new(), recursive: false }
    }

    /// Takes note of a schema in it.
    fn note(&mut self, node: &'a Node, draft: Draft) {
        if draft >= Draft::V2019 {
            for key in ["$anchor", "$dynamicAnchor"] {
                let Some(anchor) = tree::text_of(node, key) else { continue };
                self.anchor(anchor, node);
                if key == "$dynamicAnchor" {
                    self.dynamic.push(anchor);
                }
            }
            let recursive = tree::value(node, "$recursiveAnchor").and_then(Node::as_bool);
            self.recursive |= recursive == Some(true) && std::ptr::eq(node, self.root);
        } else if let Some(anchor) = raw_id(node, draft).and_then(|id| id.strip_prefix('#')) {
            self.anchor(anchor, node);
        }
    }

    fn anchor(&mut self, name: &'a str, node: &'a Node) {
        let node = if self.anchors.contains_key(name) { None } else { Some(node) };
        self.anchors.insert(name, node);
    }
}

/// The `$id` of a schema, without the empty fragment, where it makes it a resource of its own.
fn id_of(node: &Node, draft: Draft) -> Option<&str> {
    let id = raw_id(node, draft)?;
    let id = id.split_once('#').map_or(id, |(id, _)| id);
    Some(id).filter(|id| !id.is_empty())
}

fn raw_id(node: &Node, draft: Draft) -> Option<&str> {
    // Until draft 7 a `$ref` silenced it as it silenced everything else.
    if !draft.reads_siblings() && tree::value(node, "$ref").is_some() {
        return None;
    }
    tree::text_of(node, if draft <= Draft::Four { "id" } else { "$id" })
}

/// A reference and the URI it is relative to, as one; `None` where it takes more than is done here.
fn join(base: Option<&str>, reference: &str) -> Option<String> {
    let absolute = |text: &str| {
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let legal = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(legal)
    };
    if absolute(reference) {
        return Some(reference.to_owned());
    }
    let base = base?;
    if reference.starts_with("//") || reference.contains('?') {
        return None;
    }
    let hierarchical = !absolute(base) || base.contains("://");
    let authority = base.find("://").map_or(0, |at| at + 3);
    let path = base.get(authority..)?.find('/').map(|at| authority + at);
    let kept = match (reference.starts_with('/'), path) {
        (true, Some(path)) => base.get(..path)?,
        (false, Some(_)) => base.get(..=base.rfind('/')?)?,
        // A host alone is followed by a slash.
        (false, None) if authority > 0 => &format!("{base}/"),
        (true, None) if authority > 0 => base,
        (_, None) => "",
    };
    let root = if authority > 0 { path.unwrap_or(base.len()) } else { 0 };
    hierarchical.then(|| without_dots(&format!("{kept}{reference}"), root))
}

/// A URI whose path, from `at` on, is without the steps `.` and `..` (RFC 3986, section 5.2.4).
fn without_dots(uri: &str, at: usize) -> String {
    let (origin, path) = uri.split_at_checked(at).unwrap_or((uri, ""));
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            // The empty step in front is that of the root.
            ".." => drop(steps.pop_if(|step| !step.is_empty())),
            step => steps.push(step),
        }
    }
    format!("{origin}{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins() {
        for (base, reference, whole) in [
            ("", "T0", Some("T0")),
            ("T0", "T1", Some("T1")),
            ("", "/a", Some("/a")),
            ("https://a.example/x/y.json", "z", Some("https://a.example/x/z")),
            ("https://a.example/x/y.json", "/z", Some("https://a.example/z")),
            ("https://a.example", "z", Some("https://a.example/z")),
            ("https://a.example", "/z", Some("https://a.example/z")),
            ("https://a.example/x", "http://b.example/", Some("http://b.example/")),
            ("https://a.example/x", "./z", Some("https://a.example/z")),
            ("https://a.example/x", "//b.example/", None),
            ("https://a.example/x", "../z", Some("https://a.example/z")),
            ("https://a.example/d/x.json", "../b.json", Some("https://a.example/b.json")),
            ("https://a.example/d/e/x", "./../y/./z", Some("https://a.example/d/y/z")),
            ("d/x", "../z", Some("z")),
            ("https://a.example/x", "z?a", None),
            ("urn:uuid:1", "z", None),
            ("urn:uuid:1", "urn:uuid:2", Some("urn:uuid:2")),
        ] {
            assert_eq!(join(Some(base), reference).as_deref(), whole, "{base} {reference}");
        }
    }
}
