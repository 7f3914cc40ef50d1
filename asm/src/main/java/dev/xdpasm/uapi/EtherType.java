package dev.xdpasm.uapi;

/**
 * Ethernet protocol numbers (include/uapi/linux/if_ether.h), in host byte order: a program that compares them with a
 * packet's field needs {@link NetworkOrder#be16(UapiConstant)}.
 */
public enum EtherType implements UapiConstant {
    ETH_P_IP(0x0800),
    ETH_P_ARP(0x0806),
    ETH_P_8021Q(0x8100),
    ETH_P_IPV6(0x86DD),
    ETH_P_MPLS_UC(0x8847),
    ETH_P_8021AD(0x88A8);

    private final int value;

    EtherType(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
