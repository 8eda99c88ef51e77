#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| testkit::door::picture_clean(bytes));
