//! Rules of a whole set: its secrets, and the context that its templates share.

use crate::map::{SortedMap, SortedSet};

use super::shared::{ContextUse, Set};
use super::tool::Checked;
use super::unsure;
use crate::definition::short;
use crate::diag::{Code, Diagnostic};
use crate::model::{Body, ContextField, JsonTemplate, Model, Part, Placeholder, Request, Rest, Source};
use crate::names::{Case, allocate, field_name};
use crate::typo::{Typos, is_typo};

/// Sorts what the tools share, and makes the model.
pub(super) fn finish(checked: Vec<Checked>, set: &mut Set<'_>) -> Model {
    let alias = if set.options.context.is_some() {
        unused_context(&checked, set);
        (0..set.context_fields.len()).collect()
    } else {
        misspelt_context(set)
    };
    let (context, context_order) = context(&alias, set);
    let (secrets, secret_order) = sorted(&set.secrets.names);
    let mut tools: Vec<_> =
        checked.into_iter().filter(|checked| checked.keep).map(|checked| checked.tool).collect();
    for tool in &mut tools {
        each_source(&mut tool.request, &mut |source| match source {
            Source::Secret(index) => *index = secret_order.get(*index).copied().unwrap_or_default(),
            Source::Context(index) => *index = context_order.get(*index).copied().unwrap_or_default(),
            Source::Argument(_) => {}
        });
    }
    tools.sort_by(|a, b| a.name.cmp(&b.name));
    unsure::settle(&mut tools);
    let context_unsure = (set.context_unsure || set.options.unsure) && set.options.context.is_none();
    let base_urls = set.base_urls.keys().cloned().collect();
    let (context_type, allow_http) = (set.options.context_type.clone(), set.options.allow_http.clone());
    Model { tools, context, context_type, secrets, base_urls, allow_http, context_unsure }
}

/// Names in order, and where each of the given ones went.
fn sorted(names: &[String]) -> (Vec<String>, Vec<usize>) {
    let mut sorted = names.to_vec();
    sorted.sort();
    let order = names.iter().map(|name| sorted.binary_search(name).unwrap_or_default()).collect();
    (sorted, order)
}

fn unused_context(tools: &[Checked], set: &mut Set<'_>) {
    // A native tool is given all of it.
    if tools.iter().any(|tool| tool.tool.native) {
        return;
    }
    let unused: Vec<_> = set
        .context_fields
        .iter()
        .filter(|field| field.uses.is_empty())
        .map(|field| field.name.clone())
        .collect();
    for name in unused {
        let message = format!("no template uses the declared context name `{name}`");
        let help = "remove it from `context`, or use it: your application has to supply it for nothing";
        set.report(Diagnostic::nowhere(Code::UnusedContext, message).help(help));
    }
}

/// Undeclared names one typo apart: the one that is used less is the misspelt one. Gives for
/// each name the one that is meant.
fn misspelt_context(set: &mut Set<'_>) -> Vec<usize> {
    let mut alias: Vec<usize> = (0..set.context_fields.len()).collect();
    for (a, b) in typos(&set.context_fields) {
        let uses = |index: usize| set.context_fields.get(index).map_or(0, |field| field.uses.len());
        let (wrong, right) = if uses(a) < uses(b) { (a, b) } else { (b, a) };
        // One mistake is said once, and what it was measured by is not doubted in turn.
        if alias.get(wrong) != Some(&wrong) || alias.get(right) != Some(&right) {
            continue;
        }
        let (Some(is), Some(meant)) = (set.context_fields.get(wrong), set.context_fields.get(right)) else {
            continue;
        };
        let (Some((_, span)), Some((tool, first))) = (is.uses.first(), meant.uses.first()) else { continue };
        let message =
            format!("the context name `{}` is one typo away from `{}`", short(&is.name), short(&meant.name));
        let diagnostic = Diagnostic::new(Code::Misspelt, *span, message)
            .related(*first, format!("used by `{tool}`"))
            .help(format!(
                "did you mean `{{{{{}}}}}`? If both are meant, declare them in the set's `context`",
                short(&meant.name)
            ));
        set.report(diagnostic);
        if let Some(slot) = alias.get_mut(wrong) {
            *slot = right;
        }
    }
    alias
}

/// The pairs of names that are one typo apart.
fn typos(fields: &[ContextUse]) -> Vec<(usize, usize)> {
    let mut known = Typos::default();
    let mut pairs = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let is_near =
            |other: &usize| fields.get(*other).is_some_and(|other| is_typo(&other.name, &field.name));
        pairs.extend(known.near(&field.name).filter(is_near).map(|other| (other, index)));
        known.add(&field.name);
    }
    pairs
}

/// The fields of `Context`, and for each name the field it went to. Declared ones keep their
/// order.
fn context(alias: &[usize], set: &mut Set<'_>) -> (Vec<ContextField>, Vec<usize>) {
    let used = set.context_fields.iter().enumerate();
    let used = used.filter(|(index, _)| alias.get(*index) == Some(index));
    let (kept, fields): (Vec<usize>, Vec<&ContextUse>) = match set.options.context {
        Some(_) => used.unzip(),
        None => {
            let by_name: SortedMap<&str, _> = used.map(|entry| (entry.1.name.as_str(), entry)).collect();
            by_name.values().copied().unzip()
        }
    };
    let wires: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let allocated = allocate(&wires, Case::Snake, &SortedMap::new(), &[]);
    let met = context_names_meet(&fields, &allocated.met);
    let out = fields
        .iter()
        .zip(allocated.names)
        .map(|(field, rust)| {
            let used_by: SortedSet<String> = field.uses.iter().map(|(tool, _)| tool.clone()).collect();
            let used_by = used_by.into_iter().collect();
            ContextField { wire: field.name.clone(), rust, ty: field.ty, optional: field.optional, used_by }
        })
        .collect();
    let mut places = vec![0; alias.len()];
    for (place, index) in kept.iter().enumerate() {
        places.get_mut(*index).into_iter().for_each(|known| *known = place);
    }
    let order = alias.iter().map(|index| places.get(*index).copied().unwrap_or_default()).collect();
    met.into_iter().for_each(|diagnostic| set.report(diagnostic));
    (out, order)
}

/// `{{callSid}}` and `{{call_sid}}`: two fields, where one was likely meant. `met` are the indices.
fn context_names_meet(fields: &[&ContextUse], met: &[usize]) -> Vec<Diagnostic> {
    let mut firsts: SortedMap<String, &ContextUse> = SortedMap::new();
    let mut found = Vec::new();
    for field in met.iter().filter_map(|index| fields.get(*index)) {
        let Some(first) = firsts.get(&field_name(&field.name)) else {
            firsts.insert(field_name(&field.name), field);
            continue;
        };
        let message = format!(
            "the context names `{}` and `{}` are one name in Rust, so each carries digits of a hash",
            short(&first.name),
            short(&field.name)
        );
        let Some((_, span)) = field.uses.first() else { continue };
        let diagnostic =
            Diagnostic::new(Code::NamesMeet, *span, message).help("write one of them in all places");
        found.push(match first.uses.first() {
            Some((tool, place)) => diagnostic.related(*place, format!("used by `{tool}`")),
            None => diagnostic,
        });
    }
    found
}

/// Visits the source of every placeholder of a request.
fn each_source(request: &mut Request, visit: &mut dyn FnMut(&mut Source)) {
    let parts = request.path.iter_mut().chain(request.query.iter_mut().map(|pair| &mut pair.value));
    for parts in parts.chain(request.headers.iter_mut().map(|header| &mut header.value)) {
        each_part(parts, visit);
    }
    if let Some(basic) = &mut request.basic {
        each_part(&mut basic.username, visit);
        each_part(&mut basic.password, visit);
    }
    if let Some(token) = &mut request.token {
        each_source(token, visit);
    }
    if let crate::model::Origin::BaseUrl(index) = &mut request.origin {
        let mut source = Source::Secret(*index);
        visit(&mut source);
        if let Source::Secret(moved) = source {
            *index = moved;
        }
    }
    match &mut request.body {
        Body::None => {}
        Body::Json { value, .. } => each_json(value, visit),
        Body::Form { fields, rest, .. } => {
            fields.iter_mut().for_each(|pair| each_part(&mut pair.value, visit));
            each_rest(rest, visit);
        }
        Body::Multipart { fields, rest } => {
            for field in fields {
                each_part(&mut field.value, visit);
                field.filename.iter_mut().for_each(|name| each_part(name, visit));
            }
            each_rest(rest, visit);
        }
        Body::File { value, .. } => visit(&mut value.source),
        Body::Text { value, .. } => each_part(value, visit),
    }
}

fn each_rest(rest: &mut Rest, visit: &mut dyn FnMut(&mut Source)) {
    if let Rest::Of(placeholder) = rest {
        visit(&mut placeholder.source);
    }
}

fn each_part(parts: &mut [Part], visit: &mut dyn FnMut(&mut Source)) {
    for part in parts {
        if let Part::Placeholder(Placeholder { source, .. }) = part {
            visit(source);
        }
    }
}

/// As deep as the template's JSON, which the parser bounds.
fn each_json(value: &mut JsonTemplate, visit: &mut dyn FnMut(&mut Source)) {
    match value {
        JsonTemplate::Raw(_) => {}
        JsonTemplate::Placeholder(placeholder) => visit(&mut placeholder.source),
        JsonTemplate::Text(parts) => each_part(parts, visit),
        JsonTemplate::Object(entries) | JsonTemplate::WithRest(entries) => {
            entries.iter_mut().for_each(|(_, value)| each_json(value, visit));
        }
        JsonTemplate::Array(items) => items.iter_mut().for_each(|item| each_json(item, visit)),
    }
}
