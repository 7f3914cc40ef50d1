package dev.xdpasm.loader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of an interface that two want stand on: a veth pair, another's program that drops, and ours that permits. */
abstract class TwoPrograms {
    VethFixture net;
    Bpf theirs;
    Bpf ours;

    @BeforeEach
    void makeNetwork() {
        net = new VethFixture();
        theirs = Bpf.load(Programs.dropAll());
        ours = Bpf.load(Programs.permitAll());
    }

    @AfterEach
    void removeNetwork() {
        theirs.close();
        ours.close();
        net.close();
    }
}
