//! Offers the tools to the provider whose dialect is like no other.

use typed_tools::Provider;
use typed_tools_bench_size::shop::Tools;

fn main() {
    println!("{} {}", typed_tools_bench_size::read_a_call(), Tools::specs(Provider::GeminiLive));
}
