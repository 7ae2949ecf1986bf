//! Offers the tools to the provider that the command line names.

use typed_tools::Provider;
use typed_tools_bench_size::shop::Tools;

fn main() {
    let named = std::env::args().nth(1).and_then(|name| name.parse::<Provider>().ok());
    if let Some(provider) = named {
        println!("{} {}", Tools::specs(provider), Tools::strict_specs(provider));
    }
    println!("{}", typed_tools_bench_size::read_a_call());
}
