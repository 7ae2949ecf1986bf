//! typed-tools
