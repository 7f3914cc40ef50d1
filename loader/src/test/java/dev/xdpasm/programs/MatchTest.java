package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Match;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import org.junit.jupiter.api.Test;

/** Many constant cases: each is met, whichever way it is asked for. */
@KernelTest
class MatchTest {
    private static void cases(Xdp p, Match m, int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            m.on(number * 7L + 1, () -> p.action(p.num(100 + number)));
        }
    }

    private static void eachIsMet(BpfObject object, boolean ports) {
        try (Bpf bpf = Bpf.load(object)) {
            for (int number = 0; number < 400; number++) {
                byte[] packet = Packets.ipv4(17, Packets.udp(ports ? 1 : number, ports ? number : 1, new byte[4]));
                int expected = number % 7 == 1 && number / 7 < 50 ? 100 + number / 7 : number == 350 ? 9 : 2;
                assertEquals(expected, bpf.programs().get(0).run(packet).retval(), "number " + number);
            }
        }
    }

    @Test
    void hostOrder() {
        eachIsMet(Xdp.program("numbers", p -> {
            p.ethernet();
            p.ipv4();
            p.match(p.udp().sport().host(), m -> {
                cases(p, m, 50);
                m.onRange(350, 350, () -> p.action(p.num(9)));
                m.otherwise(() -> p.pass());
            });
        }), false);
    }

    @Test
    void networkOrder() {
        eachIsMet(Xdp.program("ports", p -> {
            p.ethernet();
            p.ipv4();
            p.match(p.udp().dport(), m -> {
                cases(p, m, 50);
                m.on(350, () -> p.action(p.num(9)));
            });
        }), true);
    }

    @Test
    void firstOfTwoEqualCasesIsMet() {
        BpfObject object = Xdp.program("twice", p -> {
            p.match(p.num(3).plus(p.rxQueueIndex()), m -> {
                m.on(3, () -> p.drop());
                cases(p, m, 20);
                m.on(3, () -> p.aborted());
            });
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(1, bpf.programs().get(0).run(Packets.ethernet(0x0800, 60)).retval());
        }
    }
}
