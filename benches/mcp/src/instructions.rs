//! Instructions of a call, by callgrind: no other load of the machine changes them. What the kernel does is not in them.

use std::path::Path;

use crate::load::Failure;
use crate::served::Served;

/// What is counted is the difference between a few calls and many: neither the start of the server nor its end, nor the
/// opening of connections.
const FEW: usize = 320;

pub(crate) async fn count(service: &str, calls: usize) -> Result<(), Failure> {
    println!("{calls} calls, instructions of the server a call");
    println!("{:22}{:>12}{:>12}{:>8}", "", "ours", "by hand", "ratio");
    for mode in ["sessions", "stateless", "stdio"] {
        for concurrent in [1, 16] {
            let mut each = [0.0; 2];
            for (each, side) in each.iter_mut().zip(["ours", "hand"]) {
                let few = run(side, mode, service, FEW, concurrent).await?;
                let many = run(side, mode, service, FEW + calls, concurrent).await?;
                *each = many.saturating_sub(few) as f64 / calls as f64;
            }
            let [ours, hand] = each;
            let name = format!("{mode}, {concurrent} at once");
            println!("{name:22}{ours:>12.0}{hand:>12.0}{:>8.3}", ours / hand);
        }
    }
    Ok(())
}

/// All instructions of one server; what callgrind wrote stays beside the program, for `callgrind_annotate`.
async fn run(side: &str, mode: &str, service: &str, calls: usize, concurrent: usize) -> Result<u64, Failure> {
    let file =
        std::env::current_exe()?.with_file_name(format!("callgrind.out.mcp-{side}-{mode}-{concurrent}"));
    let out = format!("--callgrind-out-file={}", file.display());
    let under = ["valgrind", "--tool=callgrind", "--quiet", &out].map(Into::into);
    let mut served = Served::start(side, mode, service, &under).await?;
    served.calls(calls, concurrent).await?;
    served.end().await?;
    total(&file)
}

fn total(file: &Path) -> Result<u64, Failure> {
    let text = std::fs::read_to_string(file)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals:").or(line.strip_prefix("summary:")));
    Ok(total.ok_or("callgrind wrote no total")?.trim().parse()?)
}
