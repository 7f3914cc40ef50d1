package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfLinkInfo;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.LeftBehind;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.VethPair;
import dev.xdpasm.loader.XdpMethod;
import dev.xdpasm.loader.XdpOptions;
import dev.xdpasm.loader.XdpStatus;
import dev.xdpasm.text.XasmReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code status}, {@code link}, {@code clean} and {@code attach --link}, beside what bpftool sees. */
@KernelTest(pins = true)
class StatusTest extends OnVeth {
    private static final int WAIT_MILLIS = 5000;
    private static final int STEP_MILLIS = 5;

    private Path pin() {
        return Path.of("/sys/fs/bpf/xdpasm/xdp-" + veth.device.ifindex() + "-" + veth.here.inode());
    }

    private BpfLinkInfo link() {
        int id = XdpStatus.of(veth.device).programIds().values().iterator().next();
        return XdpStatus.of(veth.device).linkOf(id).orElseThrow();
    }

    private static String bpftool(String... args) throws Exception {
        String[] command = new String[args.length + 1];
        command[0] = "bpftool";
        System.arraycopy(args, 0, command, 1, args.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void showsEveryInterfaceAndWhoHoldsWhat() {
        try (Bpf bpf = Bpf.load(XasmReader.read(DROP));
                Attachment on = bpf.xdp("drop_all")
                        .attach(veth.device, XdpOptions.DEFAULTS.withMethod(XdpMethod.LINK))) {
            String self = "java(" + ProcessHandle.current().pid() + ")";
            assertEquals(
                    "Interface        Mode      Id        Program          Tag               By         Held by\n"
                            + "lo               -\n"
                            + String.format(
                                    "xt0              native    %-8d  drop_all         %s  %-9s  %s\n",
                                    on.programId(), bpf.xdp("drop_all").info().tag(), "link " + link().id(), self),
                    ok("status").out());
            assertEquals(2, ok("status", VethFixture.NAME).out().lines().count());
        }
    }

    @Test
    void saysTheSameInJson() {
        try (Bpf bpf = Bpf.load(XasmReader.read(DROP));
                Attachment on = bpf.xdp("drop_all").attach(veth.device, XdpOptions.DEFAULTS)) {
            assertEquals(
                    "[{'ifname':'lo','ifindex':1,'xdp':[]},{'ifname':'xt0','ifindex':" + veth.device.ifindex()
                            + ",'xdp':[{'mode':'native','prog_id':" + on.programId() + ",'name':'drop_all','tag':'"
                            + bpf.xdp("drop_all").info().tag() + "','attached_by':'netlink','by_xdpasm':false,'pids':[{'pid':"
                            + ProcessHandle.current().pid() + ",'comm':'java'}]}]}]",
                    ok("status", "--json").out().replaceAll("\\s", "").replace('"', '\''));
        }
    }

    @Test
    void attachByLinkStaysIsReplacedInPlaceAndComesOff() throws Exception {
        Cli attached = ok("attach", DROP, VethFixture.NAME, "--link");
        assertTrue(
                attached.out().contains(" is on xt0 in native mode, its link pinned at " + pin() + "; take it off with: "),
                attached.out());
        assertTrue(veth.isSilent());
        assertTrue(ok("status").out().contains("xdpasm attach"), "ours");
        int link = link().id();

        Cli again = in("attach", PERMIT, VethFixture.NAME, "--link");
        assertEquals(ExitStatus.FAILURE, again.status());
        assertTrue(again.err().contains("xdpasm link detach " + link), again.err());
        assertTrue(Files.exists(pin()), "the pin of the link that is there");

        ok("attach", PERMIT, VethFixture.NAME, "--link", "--replace");
        assertEquals(link, link().id(), "the same link");
        assertTrue(veth.pings());
        assertEquals(1, ok("clean").out().lines().filter(line -> line.contains(pin().toString())).count());

        ok("detach", VethFixture.NAME);
        assertFalse(Files.exists(pin()));
        assertTrue(XdpStatus.of(veth.device).programIds().isEmpty());
        assertFalse(ok("clean").out().contains(pin().toString()));
    }

    @Test
    void linkIsListedPinnedAndDetached() throws Exception {
        Path name = Path.of("/sys/fs/bpf/xdpasm-cli-link-" + ProcessHandle.current().pid());
        try (Bpf bpf = Bpf.load(XasmReader.read(DROP));
                Attachment on = bpf.xdp("drop_all")
                        .attach(veth.device, XdpOptions.DEFAULTS.withMethod(XdpMethod.LINK))) {
            int id = link().id();
            String expected = id + ": xdp  prog " + on.programId() + "  name drop_all\n\tifindex " + veth.device.ifindex()
                    + "\n\tpids java(" + ProcessHandle.current().pid() + ")\n";
            assertEquals(expected, ok("link", "show", id).out());
            assertTrue(ok("link", "list").out().contains(expected));
            assertTrue(bpftool("link", "show", "id", String.valueOf(id)).contains("prog " + on.programId()));
            assertTrue(ok("link", "list", "--json").out().contains("\"prog_id\" : " + on.programId()));
            ok("link", "pin", id, name);
            String pinned = ok("link", "show", id).out();
            assertTrue(pinned.contains("\n\tpinned " + name + "\n\tpids java("), pinned);
            assertTrue(bpftool("-f", "link", "show", "id", String.valueOf(id)).contains("pinned " + name));
            assertTrue(ok("link", "show", id, "--json").out().contains("\"pinned\" : [ \"" + name + "\" ]"));
            assertTrue(ok("link", "detach", id).out().contains("holds nothing any more"));
            assertTrue(XdpStatus.of(veth.device).programIds().isEmpty());
            assertEquals(ExitStatus.FAILURE, in("link", "show", Integer.MAX_VALUE).status());
        } finally {
            Files.deleteIfExists(name);
        }
    }

    @Test
    void anothersLinkIsNotDetachedUnasked() {
        try (Bpf bpf = Bpf.load(XasmReader.read(DROP));
                Attachment on = bpf.xdp("drop_all")
                        .attach(veth.device, XdpOptions.DEFAULTS.withMethod(XdpMethod.LINK))) {
            for (Cli refused : new Cli[] {
                in("detach", VethFixture.NAME),
                in("detach", VethFixture.NAME, "--id", on.programId()),
                in("attach", PERMIT, VethFixture.NAME, "--replace"),
                in("attach", PERMIT, VethFixture.NAME, "--replace", "--link")
            }) {
                assertEquals(ExitStatus.FAILURE, refused.status());
                assertEquals(1, refused.err().lines().count(), refused.err());
                assertTrue(on.isAttached());
            }
        }
    }

    @Test
    void cleanUndoesWhatWasKeptAndNothingElse() throws Exception {
        Path name = Path.of("/sys/fs/bpf/xdpasm-cli-prog-" + ProcessHandle.current().pid());
        ok("attach", DROP, VethFixture.NAME, "--pin", name);
        String named = ok("clean").out();
        assertTrue(named.contains(" (drop_all) is on xt0 (ifindex " + veth.device.ifindex() + ") in native mode, since "), named);
        assertTrue(named.contains(" is pinned to " + name), named);
        assertTrue(veth.isSilent(), "naming is all that was asked");
        // Not clean --undo: other tests may be leaving things on this machine now.
        veth.here.call(() -> {
            LeftBehind.find().stream()
                    .filter(item -> item.what().contains(name.toString())
                            || item.what().contains(" is on xt0 (ifindex " + veth.device.ifindex() + ") in native"))
                    .forEach(LeftBehind.Item::undo);
            return true;
        });
        assertTrue(veth.pings());
        assertFalse(Files.exists(name));
        assertFalse(ok("clean").out().contains(name.toString()));
    }

    @Test
    void attachWaitsForItsInterface() throws Exception {
        try (var same = NetNamespace.open(veth.here.path())) {
            var waiting = CompletableFuture.supplyAsync(
                    () -> same.call(() -> Cli.run("attach", DROP, "late0", "--wait", "30")));
            for (int waited = 0; waited < WAIT_MILLIS / 10 && !waiting.isDone(); waited += STEP_MILLIS) {
                Thread.sleep(STEP_MILLIS);
            }
            try (var pair = VethPair.create(veth.here, "late0", veth.here, "late1")) {
                Cli attached = waiting.get();
                assertEquals(ExitStatus.OK, attached.status(), attached.err());
                assertFalse(XdpStatus.of(pair.a()).programIds().isEmpty());
                ok("detach", "late0");
            }
        }
        Cli late = in("attach", DROP, "late0", "--wait", "0.1");
        assertEquals("xdpasm: interface late0 has not appeared within 100 ms\n", late.err());
    }

    @Test
    void attachPutsItOnAllInterfacesOrNone() {
        try (var pair = VethPair.create(veth.here, "more0", veth.here, "more1")) {
            Cli refused = in("attach", DROP, VethFixture.NAME, "more0", "lo", "--mode", "native");
            assertEquals(ExitStatus.FAILURE, refused.status());
            assertTrue(refused.err().contains("lo (ifindex 1)"), refused.err());
            assertTrue(veth.pings());
            ok("attach", DROP, VethFixture.NAME, "more0");
            assertTrue(veth.isSilent());
            assertFalse(XdpStatus.of(pair.a()).programIds().isEmpty());
            ok("detach", "more0");
            ok("detach", VethFixture.NAME);
        }
    }

    @Test
    void aLargeMtuTakesFragsOrGenericModeWhenAsked() {
        veth.device.setMtu(9000);
        veth.peer.setMtu(9000);
        Cli refused = in("attach", DROP, VethFixture.NAME);
        assertTrue(refused.err().contains("load it from section xdp.frags"), refused.err());
        Cli generic = ok("attach", DROP, VethFixture.NAME, "--or-generic");
        assertTrue(generic.out().contains("in generic mode, as native mode was refused ("), generic.out());
        ok("detach", VethFixture.NAME);
        Cli frags = ok("attach", DROP, VethFixture.NAME, "--frags");
        assertTrue(frags.out().contains("in native mode"), frags.out());
        ok("detach", VethFixture.NAME);
    }
}
