//! Typed values out of arguments: the counterpart of [`Wire`](typed_tools_core::value::Wire) and
//! [`Fields`](typed_tools_core::value::Fields), which view what is read here.

use std::collections::BTreeMap;

use serde_json::Value;
use typed_tools_core::number::Num;
use typed_tools_core::slot::Slot;

use super::reader::{FromArguments, Reader};

impl FromArguments for String {
    fn take(value: Slot<'_>, _: &mut Reader<'_>) -> Option<Self> {
        value.into_text()
    }
}

impl FromArguments for bool {
    fn take(value: Slot<'_>, _: &mut Reader<'_>) -> Option<Self> {
        value.as_bool()
    }
}

/// A number for an integer. A float beyond what floats count by ones may be another number than
/// the one that the model meant: it passed through a provider whose numbers are floats.
fn integer(number: Num) -> Option<Num> {
    if number.is_rounded_integer() { None } else { Some(number.whole()) }
}

impl FromArguments for i64 {
    fn take(value: Slot<'_>, _: &mut Reader<'_>) -> Option<Self> {
        match integer(value.as_num()?)? {
            Num::Int(int) => Some(int),
            Num::UInt(_) | Num::Float(_) => None,
        }
    }
}

impl FromArguments for u64 {
    fn take(value: Slot<'_>, _: &mut Reader<'_>) -> Option<Self> {
        match integer(value.as_num()?)? {
            Num::Int(int) => int.try_into().ok(),
            Num::UInt(int) => Some(int),
            Num::Float(_) => None,
        }
    }
}

impl FromArguments for f64 {
    fn take(value: Slot<'_>, _: &mut Reader<'_>) -> Option<Self> {
        // An integer of many digits, as an account's number is, would become another one.
        match value.as_num()? {
            Num::Int(int) => Some(int as f64).filter(|float| *float as i128 == i128::from(int)),
            Num::UInt(int) => Some(int as f64).filter(|float| *float as i128 == i128::from(int)),
            Num::Float(float) => Some(float).filter(|float| float.is_finite()),
        }
    }
}

impl FromArguments for Value {
    fn take(value: Slot<'_>, _: &mut Reader<'_>) -> Option<Self> {
        Some(value.into_value())
    }
}

/// A nullable value: `None` is `null`. Whether a property is there at all is the struct's
/// business: `typed_tools_core::value::field`.
impl<T: FromArguments> FromArguments for Option<T> {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::take(value, reader).map(Some) }
    }
}

/// A recursive type.
impl<T: FromArguments> FromArguments for Box<T> {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::take(value, reader).map(Box::new)
    }
}

impl<T: FromArguments> FromArguments for Vec<T> {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        value.into_list()?.into_iter().enumerate().map(|(i, item)| reader.element(i, item)).collect()
    }
}

impl<T: FromArguments> FromArguments for BTreeMap<String, T> {
    fn take(value: Slot<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.entries(value.into_properties()?)
    }
}
