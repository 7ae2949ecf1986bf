//! The facade has another name here, and there is no prelude.
#![no_implicit_prelude]

/// The ten tools.
pub mod crm {
    ::tt::tools!("../../../tools/*.json", watch = false);
}

/// Names that need care.
pub mod untidy {
    ::tt::tools!("../../untidy/*.json", watch = false);
}
