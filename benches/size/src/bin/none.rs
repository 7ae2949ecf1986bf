//! Reads calls, offers no tools.

fn main() {
    println!("{}", typed_tools_bench_size::read_a_call());
}
