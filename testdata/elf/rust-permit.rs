// The tutorial's program, `#[xdp] fn permit_all`, as rustc makes it: a function in the section xdp, no license and no types.
#![feature(no_core, lang_items)]
#![allow(internal_features)]
#![no_core]

pub struct XdpMd;

#[link_section = "xdp"]
#[no_mangle]
pub unsafe extern "C" fn permit_all(_ctx: *mut XdpMd) -> u32 {
    2 // XDP_PASS
}

// The words of libcore that this needs, as it is not there for this target.
#[lang = "pointee_sized"]
pub trait PointeeSized {}
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}
#[lang = "sized"]
pub trait Sized: MetaSized {}
#[lang = "copy"]
pub trait Copy {}
impl<T> Copy for *mut T {}
