package dev.xdpasm.dsl;

/** Families of packets, of which a set's rules are a function each. */
enum IpFamily {
    IPV4("ip4"),
    IPV6("ip6");

    private final String suffix;

    IpFamily(String suffix) {
        this.suffix = suffix;
    }

    /** {@return what the names of its functions end in} */
    String suffix() {
        return suffix;
    }
}
