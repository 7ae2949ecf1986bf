//! typed-tools is not among this package's dependencies.

/// By the macro's new name.
pub mod renamed {
    hygiene_middle::make_tools!("../../../tools/*.json", watch = false);
}

/// Through a module.
pub mod module {
    hygiene_middle::tooling::tools!("../../../tools/*.json", watch = false);
}
