//! What editors ask about a Compose file, one file a question.
