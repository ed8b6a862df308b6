//! Sets `cfg(loom)` or `cfg(shuttle)` for this package alone, as its feature says.

fn main() {
    for name in ["loom", "shuttle"] {
        if std::env::var_os(format!("CARGO_FEATURE_{}", name.to_uppercase())).is_some() {
            println!("cargo::rustc-cfg={name}");
        }
    }
}
