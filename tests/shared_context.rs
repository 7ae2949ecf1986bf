//! One context type of the application's own for two sets in two crates, which share a folder of definitions: without symbolic
//! links, by the macro and by a build script.

mod nested;

use nested::{Package, alone};

/// The crate that owns the type: it has more fields than any set names, and no derive that we need.
const COMMON: &str = r#"
pub struct Caller {
    pub contact_id: String,
    pub tenant_key: typed_tools::Secret,
    pub region: Option<String>,
    pub opened: std::time::Instant,
    _of_its_own: (),
}

impl Caller {
    pub fn new(contact_id: &str, region: Option<&str>) -> Self {
        let (contact_id, region) = (contact_id.to_owned(), region.map(str::to_owned));
        Self { contact_id, tenant_key: "tenant-key-1".into(), region, opened: std::time::Instant::now(), _of_its_own: () }
    }
}
"#;

/// By the macro, with a native tool that is given the type itself.
const SALES: &str = r#"
mod crm {
    typed_tools::tools!(
        ["tools/*.json", "../tools/*.json"],
        context = shared_context::Caller { contact_id: String, tenant_key: Secret, region: Option<String> },
        allow = ["W004"]
    );
}

struct Own;

impl crm::Native for Own {
    async fn opened(&self, context: &crm::Context, _: crm::Opened) -> Result<typed_tools::serde_json::Value, typed_tools::ToolError> {
        Ok(context.opened.elapsed().as_secs().into())
    }
}

fn main() {
    let caller: crm::Context = shared_context::Caller::new("c 42", None);
    let secrets = crm::Secrets::from_source(&|_: &str| None::<String>).unwrap();
    let session = crm::Tools::builder().secrets(secrets).native(Own).build().unwrap().session(caller);
    for name in ["find_contact", "list_deals"] {
        let call = crm::ToolCall::parse(name, "{}").unwrap();
        println!("{}", session.request(&call).unwrap().to_curl());
    }
    println!("{}, shown as {session:?}", session.context().contact_id);
}
"#;

/// By a build script, and with other fields of the same type.
const SUPPORT: &str = r#"
mod desk {
    typed_tools::include_tools!();
}

fn main() {
    let secrets = desk::Secrets::from_source(&|_: &str| None::<String>).unwrap();
    let session = desk::Tools::new(secrets).session(shared_context::Caller::new("7", Some("eu")));
    let call = desk::ToolCall::parse("find_contact", "{}").unwrap();
    println!("{}", session.request(&call).unwrap().url());
}
"#;

fn definition(name: &str, path: &str, headers: &str) -> String {
    format!(
        r#"{{"name": "{name}", "description": "Call this first.", "api_endpoint": "https://crm.example/{path}", "http_method": "GET",
            "headers": {{{headers}}}}}"#
    )
}

/// The workspace; `sales` is the main file of its first crate.
fn workspace(name: &str, sales: &str) -> Package {
    let dependency = "typed-tools = { path = \"$ROOT\", default-features = false, features = [\"macros\"] }";
    let package = Package::new(
        name,
        &format!(
            "members = [\"sales\", \"support\"]\n\n[lib]\nname = \"shared_context\"\n\n[dependencies]\n{dependency}"
        ),
    );
    let root = nested::root().display().to_string();
    let member = |member: &str, more: &str| {
        let text = format!(
            "[package]\nname = \"{name}-{member}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{name} = {{ path = \"..\" }}\n{dependency}\n\n{more}"
        );
        package.write(&format!("{member}/Cargo.toml"), &text.replace("$ROOT", &root));
    };
    package.write("src/lib.rs", COMMON);
    package.write(
        "tools/find_contact.json",
        &definition("find_contact", "{{contact_id}}?region={{region}}", ""),
    );
    member("sales", "");
    let key = r#""X-Tenant-Key": "{{tenant_key}}""#;
    package.write("sales/tools/list_deals.json", &definition("list_deals", "{{contact_id}}/deals", key));
    let native =
        r#"{"name": "opened", "description": "How long this conversation has been open.", "native": true}"#;
    package.write("sales/tools/opened.json", native);
    package.write("sales/build.rs", "fn main() { println!(\"cargo::rerun-if-changed=tools\"); }");
    package.write("sales/src/main.rs", sales);
    member(
        "support",
        "[build-dependencies]\ntyped-tools-codegen = { path = \"$ROOT/tools-codegen\", features = [\"format\"] }",
    );
    package.write(
        "support/build.rs",
        r#"fn main() -> Result<(), typed_tools_codegen::BuildError> {
            let fields = [("contact_id", "String"), ("region", "Option<String>")];
            typed_tools_codegen::Builder::new("../tools/*.json")
                .option("context", ("shared_context::Caller", fields))?
                .option("allow", "W004")?
                .build()
        }"#,
    );
    package.write("support/src/main.rs", SUPPORT);
    package
}

#[test]
fn two_crates_one_type_and_a_shared_folder() {
    let _alone = alone();
    let package = workspace("shared-context", SALES);
    let sales = package.cargo(&["run", "-p", "shared-context-sales"]).ok();
    let lines: Vec<&str> = sales
        .stdout
        .lines()
        .filter(|line| !line.contains("accept") && !line.contains("user-agent"))
        .collect();
    assert_eq!(
        lines,
        [
            "curl -X GET 'https://crm.example/c%2042' \\",
            "curl -X GET 'https://crm.example/c%2042/deals' \\",
            "  -H 'x-tenant-key: [redacted]'",
            "c 42, shown as Session { secrets: {}, lenient: false, timeout: None, origins: [], fault: None, .. }",
        ],
        "{}",
        sales.stdout
    );
    let support = package.cargo(&["run", "-p", "shared-context-support"]).ok();
    assert_eq!(support.stdout, "https://crm.example/7?region=eu\n");
}

/// One error a field, at its name in the macro's call.
#[test]
fn rustc_checks_the_fields() {
    let _alone = alone();
    let sales = SALES
        .replace("contact_id: String,", "contact_id: i64,")
        .replace("region: Option<String>", "region: Option<String>, account: String");
    let package = workspace("shared-context-wrong", &sales);
    package.write("sales/tools/account.json", &definition("account", "{{account}}", ""));
    let failed = package.cargo(&["build", "-p", "shared-context-wrong-sales"]);
    assert!(!failed.success);
    let line = sales.lines().position(|line| line.contains("context =")).unwrap() + 1;
    let text = sales.lines().nth(line - 1).unwrap();
    for (name, code) in [("contact_id", "error[E0308]"), ("account", "error[E0026]")] {
        let column = text.find(name).unwrap() + 1;
        let error = failed.stderr.split("\n\n").find(|error| error.contains(code)).unwrap_or_default();
        assert!(error.contains(&format!("src/main.rs:{line}:{column}\n")), "{name}: {}", failed.stderr);
    }
    assert_eq!(failed.stderr.matches("error[").count(), 2, "{}", failed.stderr);

    let package = workspace(
        "shared-context-nowhere",
        &SALES.replace("shared_context::Caller {", "shared_context::Called {"),
    );
    let failed = package.cargo(&["build", "-p", "shared-context-nowhere-sales"]);
    let column = text.find("Caller").unwrap() + 1;
    assert!(
        !failed.success && failed.stderr.contains(&format!("src/main.rs:{line}:{column}\n")),
        "{}",
        failed.stderr
    );
}
