//! The findings as SARIF 2.1.0, which code hosts show on the changed lines.

use std::collections::BTreeSet;

use serde_json::json;

use super::finding::Finding;

pub(super) fn sarif(findings: &[Finding]) -> String {
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    let codes: Vec<_> = codes.into_iter().collect();
    let rules: Vec<_> = codes
        .iter()
        .map(|code| {
            json!({
                "id": code.id(), "shortDescription": { "text": code.title() },
                "defaultConfiguration": { "level": "warning" },
            })
        })
        .collect();
    let results: Vec<_> = findings
        .iter()
        .map(|finding| {
            let at = &finding.at;
            json!({
                "ruleId": finding.code.id(),
                "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
                "level": "warning",
                "message": { "text": format!("{}\nhelp: {}", finding.message, finding.help) },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": at.file },
                    "region": {
                        "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column,
                    },
                } }],
            })
        })
        .collect();
    let driver = json!({ "name": "cargo-typed-tools", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    format!("{document}\n")
}
