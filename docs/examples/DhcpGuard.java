import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Drops answers of DHCP servers that come in by other interfaces than the trusted ones, and keeps what is leased by whom to which MAC. */
class DhcpGuard {
    static class Dhcp extends Header {
        final NumField op = u8();
        final NumField hardwareType = u8();
        final NumField hardwareLength = u8();
        final NumField hops = u8();
        final NetField id = be32();
        final NumField seconds = u16();
        final NetField flags = be16();
        final NetField clientIp = be32();
        final NetField yourIp = be32();
        final NetField serverIp = be32();
        final NetField relayIp = be32();
        final BytesField client = mac();
        final ArrayField<NumField> names = array(U8, 10 + 64 + 128);
        final NetField cookie = be32();
    }

    static class Octet extends Header {
        final NumField value = u8();
    }

    static class Word extends Header {
        final NetField value = be32();
    }

    static class Lease extends Struct {
        final NetField address = be32();
        final NetField server = be32();
        final NumField seconds = u32();
    }

    static final int SERVER_PORT = 67, REPLY = 2, COOKIE = 0x63825363;
    static final int PAD = 0, LEASE_TIME = 51, MESSAGE_TYPE = 53, SERVER = 54, END = 255;
    static final int ACK = 5;
    static final int MOST_OPTIONS = 40;

    static final MapRef<Num, NumField> TRUSTED = Maps.hash("trusted", U32, U32, 64);
    static final MapRef<Bytes, Lease> LEASES = Maps.lruHash("leases", MAC, struct(Lease::new), 4096);
    static final GlobalRef<NumField> ROGUE = Globals.counter("rogue", U64);

    static final BpfObject PROGRAM = Xdp.program("dhcp_guard", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.protocol().ne(IPPROTO_UDP).or(ip.isFragment()), () -> p.pass());
        p.when(p.udp().sport().ne(SERVER_PORT), () -> p.pass());
        var dhcp = p.header(Dhcp::new);
        p.when(dhcp.op.ne(REPLY).or(dhcp.cookie.ne(COOKIE)), () -> p.pass());
        p.lookup(TRUSTED, p.ingressIfindex()).orElse(() -> {
            p.global(ROGUE).atomicAdd(1);
            p.drop();
        });
        var type = p.var(U8, 0);
        var seconds = p.var(U32, 0);
        var server = p.netVar(BE32, 0);
        p.repeat(MOST_OPTIONS, (i, loop) -> {
            var kind = p.var(U32, p.header(Octet::new).value);
            p.when(kind.eq(END), () -> loop.leave());
            p.when(kind.eq(PAD), () -> loop.next());
            var length = p.var(U32, p.header(Octet::new).value);
            p.when(kind.eq(MESSAGE_TYPE).and(length.eq(1)), () -> {
                type.set(p.header(Octet::new).value);
                loop.next();
            });
            p.when(length.eq(4).and(kind.oneOf(LEASE_TIME, SERVER)), () -> {
                var word = p.header(Word::new).value;
                p.when(kind.eq(SERVER), () -> server.set(word)).otherwise(() -> seconds.set(word.host()));
                loop.next();
            });
            p.skip(length, 255);
        });
        p.when(type.eq(ACK), () -> p.update(LEASES, dhcp.client, p.make(struct(Lease::new), lease -> {
            lease.address.set(dhcp.yourIp);
            lease.server.set(server);
            lease.seconds.set(seconds);
        })));
    });
}
