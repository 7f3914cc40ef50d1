// What aya's macros make of `#[xdp] fn firewall` and `#[map(name = "BLOCKED")] static BLOCKED: HashMap<u32, u32>`: a function in
// the section xdp, maps of 28 bytes in the section maps, no license and no types. The words of libcore that this needs, which is
// not there for this target, stand at the end.
#![feature(no_core, lang_items, intrinsics, rustc_attrs, auto_traits)]
#![allow(internal_features)]
#![no_core]

/// A map as aya's loader reads it, seven numbers.
#[repr(C)]
pub struct MapDefinition {
    kind: u32,
    key_size: u32,
    value_size: u32,
    max_entries: u32,
    map_flags: u32,
    id: u32,
    pinning: u32,
}

#[repr(C)]
pub struct XdpMd {
    data: u32,
    data_end: u32,
    data_meta: u32,
    ingress_ifindex: u32,
    rx_queue_index: u32,
}

const BPF_MAP_TYPE_HASH: u32 = 1;
const BPF_MAP_TYPE_ARRAY: u32 = 2;
const XDP_DROP: u32 = 1;
const XDP_PASS: u32 = 2;

#[link_section = "maps"]
#[export_name = "BLOCKED"]
pub static BLOCKED: MapDefinition = MapDefinition {
    kind: BPF_MAP_TYPE_HASH,
    key_size: 4,
    value_size: 4,
    max_entries: 1024,
    map_flags: 0,
    id: 0,
    pinning: 0,
};

#[link_section = "maps"]
#[export_name = "COUNTERS"]
pub static COUNTERS: MapDefinition = MapDefinition {
    kind: BPF_MAP_TYPE_ARRAY,
    key_size: 4,
    value_size: 8,
    max_entries: 2,
    map_flags: 0,
    id: 0,
    pinning: 0,
};

#[link_section = "xdp"]
#[no_mangle]
pub unsafe extern "C" fn firewall(ctx: *mut XdpMd) -> u32 {
    let queue = (*ctx).rx_queue_index;
    if lookup(&BLOCKED, &queue) as usize == 0 {
        count(&0);
        return XDP_PASS;
    }
    count(&1);
    XDP_DROP
}

#[inline(never)]
unsafe fn count(which: &u32) {
    let counter = lookup(&COUNTERS, which);
    if counter as usize == 0 {
        return;
    }
    *counter = *counter + 1;
}

/// `bpf_map_lookup_elem`
#[inline(always)]
unsafe fn lookup(map: &MapDefinition, key: &u32) -> *mut u64 {
    let helper: unsafe extern "C" fn(&MapDefinition, &u32) -> *mut u64 = transmute(1usize);
    helper(map, key)
}

#[lang = "pointee_sized"]
pub trait PointeeSized {}
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}
#[lang = "sized"]
pub trait Sized: MetaSized {}
#[lang = "copy"]
pub trait Copy {}
impl Copy for u32 {}
impl Copy for u64 {}
impl Copy for usize {}
impl<T> Copy for *mut T {}
impl<'a, T> Copy for &'a T {}
#[lang = "freeze"]
unsafe auto trait Freeze {}
#[lang = "sync"]
pub unsafe trait Sync {}
unsafe impl Sync for MapDefinition {}
#[lang = "legacy_receiver"]
pub trait LegacyReceiver {}
impl<T: PointeeSized> LegacyReceiver for &T {}
#[lang = "eq"]
pub trait PartialEq<Rhs = Self> {
    fn eq(&self, other: &Rhs) -> bool;
    fn ne(&self, other: &Rhs) -> bool;
}
impl PartialEq for usize {
    fn eq(&self, other: &usize) -> bool {
        *self == *other
    }
    fn ne(&self, other: &usize) -> bool {
        *self != *other
    }
}
#[lang = "add"]
pub trait Add<Rhs = Self> {
    type Output;
    fn add(self, rhs: Rhs) -> Self::Output;
}
impl Add for u64 {
    type Output = u64;
    fn add(self, rhs: u64) -> u64 {
        self + rhs
    }
}
#[lang = "drop_in_place"]
unsafe fn drop_in_place<T: PointeeSized>(_: *mut T) {}
#[rustc_intrinsic]
unsafe fn transmute<Src, Dst>(src: Src) -> Dst;
