//! Sets the linker options for an addon of Node.js.

fn main() {
    napi_build::setup();
}
