import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/** Drops DNS questions for names of a list: the list holds hashes of names in lower case (FNV-1a over the bytes of the question). */
class DnsFilter {
    static class Dns extends Header {
        final NetField id = be16();
        final NetField flags = be16();
        final NetField questions = be16();
        final NetField answers = be16();
        final NetField authorities = be16();
        final NetField additional = be16();
    }

    static class Octet extends Header {
        final NumField value = u8();
    }

    static final int MOST_BYTES = 64;
    static final MapRef<Num, NumField> NAMES = Maps.hash("names", U32, U64, 4096);

    static final BpfObject PROGRAM = Xdp.program("dns_filter", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.when(ip.protocol().ne(IPPROTO_UDP).or(ip.isFragment()), () -> p.pass());
        p.when(p.udp().dport().ne(53), () -> p.pass());
        var dns = p.header(Dns::new);
        p.when(dns.flags.has(0x8000).or(dns.questions.ne(1)), () -> p.pass());
        var hash = p.var(U32, 0x811c9dc5L);
        var ended = p.var(U32, 0);
        p.repeat(MOST_BYTES, (i, loop) -> {
            var c = p.var(U32, p.header(Octet::new).value);
            p.when(c.eq(0), () -> {
                ended.set(1);
                loop.leave();
            });
            p.when(c.in('A', 'Z'), () -> c.add(32));
            hash.set(hash.xor(c).times(0x01000193));
        });
        p.when(ended.eq(0), () -> p.pass());
        p.lookup(NAMES, hash).ifPresent(hits -> {
            hits.atomicAdd(1);
            p.drop();
        });
    });
}
