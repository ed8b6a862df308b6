//! The limits of the telemetry pipeline, each with its reason.

/// The number of events that a sink keeps before the oldest is dropped, unless the host sets another number. A day of
/// heavy editing makes a few hundred.
pub const CAPACITY: usize = 1_024;

/// The largest capacity that a host may set. At 1 KiB per event this is 1 GiB, more than any host needs.
pub const CAPACITY_MAXIMUM: usize = 1 << 20;

/// The maximum number of client names, or of provider addresses, that a host may add to the known ones.
pub const LIST_ENTRIES: u32 = 4_096;

/// The number of bytes that a queue may hold for each event of its capacity. Real events have 200 to 600 bytes.
pub const BYTES_PER_EVENT: usize = 1_024;

/// The size at which a batch of events for JavaScript is complete, in bytes. JavaScript strings cannot exceed 512 MiB.
pub const BATCH_BYTES: usize = 16 << 20;

/// The maximum number of files that are remembered as reported. Further files are not reported, rather than reported
/// twice.
pub const MODIFIED_FILES: usize = 65_536;

/// The maximum number of modules, and of providers, that have a pseudonym. Further ones are not reported.
pub const PSEUDONYMS: usize = 65_536;

/// The maximum size of an event, in bytes. Real events have 200 to 600 bytes. The limit ensures that no repository can
/// make an event that carries a file.
pub const MAX_EVENT_BYTES: usize = 4 << 10;

/// The maximum number of entries in one map of providers. Real modules have a few; the largest have some dozens.
pub const MAX_PROVIDERS: usize = 64;

/// The maximum number of providers of one module that are compared with the lists of known ones. The others are only
/// counted.
pub const MAX_PROVIDERS_READ: usize = 1_024;

/// The maximum size of a name that the host adds to the known ones, as JSON, in bytes. A longer name is not reported.
pub const MAX_NAME_BYTES: usize = 128;

/// The maximum number of pieces, such as `>= 1.2`, in all constraints on one version. Nearly every real constraint is
/// within this limit and the next three. Each further digit would leave room for a message.
pub const MAX_PIECES: usize = 4;
/// The maximum number of numbers in a version; see [`MAX_PIECES`].
pub const MAX_VERSION_NUMBERS: usize = 3;
/// The largest number in a version; see [`MAX_PIECES`].
pub const MAX_VERSION_NUMBER: u16 = 999;
/// The maximum number of digits after a release word, such as `beta2`; see [`MAX_PIECES`].
pub const MAX_WORD_DIGITS: usize = 2;

/// The maximum number of frames of a crash: enough to reach from the panic to the handler's entry, few enough to read.
pub const FRAMES: usize = 32;

/// The maximum length of a function name, in bytes. Names of generic futures can have kilobytes.
pub const FUNCTION_NAME: usize = 160;

/// The maximum size of a stack trace as JSON, in bytes, so that its event fits in [`MAX_EVENT_BYTES`].
pub const MAX_STACK_BYTES: usize = 3 << 10;

/// The minimum length of a publisher's key, in bytes. It is the output length of the hash: with a shorter key, guessing
/// the key is the cheapest attack.
pub const KEY_BYTES: usize = 32;

/// The maximum number of events that a host may declare: more than one person can review.
pub const MAX_DECLARED_EVENTS: usize = 256;
/// The maximum number of properties of one declared event; see [`MAX_DECLARED_EVENTS`].
pub const MAX_DECLARED_PROPERTIES: usize = 32;

/// The maximum length of the name of a declared event or property, in bytes.
pub const MAX_DECLARED_NAME_LEN: usize = 64;

/// The maximum number of words that one declared property can have.
pub const MAX_WORDS: usize = 256;
/// The maximum length of such a word, in bytes; see [`MAX_WORDS`].
pub const MAX_WORD_LEN: usize = 64;

/// The maximum number of bounds between the classes of one declared number. Each bound reveals more about the number.
pub const MAX_BOUNDS: usize = 16;

/// The maximum length of a path that is hashed, in bytes.
pub const MAX_PATH_LEN: usize = 4_096;
