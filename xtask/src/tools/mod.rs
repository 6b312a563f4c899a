//! Finding the tools that a build needs, and installing the missing ones with consent.

mod chromium;
mod command;
mod debian;
mod node;
mod postgres;
mod wasm_target;

pub(crate) use chromium::chromium;
pub(crate) use command::{Run, root, target_dir, web_target_dir};
pub(crate) use debian::Consent;
pub(crate) use node::{npm_install, npm_tool};
pub(crate) use postgres::postgres;
pub(crate) use wasm_target::{WasmToolchain, wasm_toolchain};
