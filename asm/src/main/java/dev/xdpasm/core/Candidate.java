package dev.xdpasm.core;

import dev.xdpasm.btf.BtfIndex;

/** A type of the target that has the name and kind of one of the object's own. */
record Candidate(BtfIndex types, int id) {}
