#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dev::fuzz::import(bytes));
