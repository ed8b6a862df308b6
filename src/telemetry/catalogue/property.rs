//! The trait of types that can be properties of an event. Only [`anonymise`](crate::telemetry::anonymise) creates their
//! values from text.

use serde::ser::SerializeMap;

/// A type that a property may have.
pub trait Property {
    /// The TypeScript type of its values.
    const TYPESCRIPT: &'static str;
    /// Whether the key may be missing.
    const OPTIONAL: bool = false;

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error>;
}

/// `None` is written as a missing key.
impl<P: Property> Property for Option<P> {
    const TYPESCRIPT: &'static str = P::TYPESCRIPT;
    const OPTIONAL: bool = true;

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |value| value.write(key, map))
    }
}

impl Property for bool {
    const TYPESCRIPT: &'static str = "boolean";

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, self)
    }
}
