package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.loader.VethFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of commands on an interface stand on: a veth pair in namespaces of its own, and the command called in one of them. */
abstract class OnVeth {
    static final Path PERMIT = Cli.testdata("programs", "permit-all.xasm");
    static final Path DROP = Cli.testdata("programs", "drop-all.xasm");

    VethFixture veth;

    @BeforeEach
    void makeNetwork() {
        veth = new VethFixture();
    }

    @AfterEach
    void removeNetwork() {
        veth.close();
    }

    Cli in(Object... args) {
        return veth.here.call(() -> Cli.run(args));
    }

    Cli ok(Object... args) {
        Cli cli = in(args);
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        return cli;
    }
}
