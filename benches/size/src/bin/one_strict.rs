//! Offers the tools to one provider, strict.

use typed_tools::Provider;
use typed_tools_bench_size::shop::Tools;

fn main() {
    println!("{} {}", typed_tools_bench_size::read_a_call(), Tools::strict_specs(Provider::OpenAiChat));
}
