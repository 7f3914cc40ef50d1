package dev.xdpasm.loader.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The bytes on the wire, put together by hand from the structs of the kernel's headers, little-endian. */
class MessageTest {

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static List<NetlinkMessage> messages(String... hex) {
        byte[] bytes = HexFormat.of().parseHex(String.join("", hex));
        return NetlinkMessage.parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void attachInNativeModeUnlessOccupied() {
        assertEquals(
                "34000000" + "1300" + "0500" + "01000000" + "00000000" // 52 bytes, RTM_SETLINK, REQUEST | ACK
                        + "00000000" + "02000000" + "00000000" + "00000000" // ifinfomsg of ifindex 2
                        + "1400" + "2b80" // IFLA_XDP | NLA_F_NESTED, 20 bytes
                        + "0800" + "0100" + "09000000" // IFLA_XDP_FD
                        + "0800" + "0300" + "05000000", // IFLA_XDP_FLAGS: UPDATE_IF_NOEXIST | DRV_MODE
                hex(Links.setXdpRequest(
                        2,
                        9,
                        Rtnetlink.XDP_FLAGS_UPDATE_IF_NOEXIST | Rtnetlink.XDP_FLAGS_DRV_MODE,
                        OptionalInt.empty())));
    }

    @Test
    void detachOnlyTheExpected() {
        assertEquals(
                "3c000000" + "1300" + "0500" + "01000000" + "00000000"
                        + "00000000" + "02000000" + "00000000" + "00000000"
                        + "1c00" + "2b80"
                        + "0800" + "0100" + "ffffffff" // no program
                        + "0800" + "0300" + "12000000" // REPLACE | SKB_MODE
                        + "0800" + "0800" + "09000000", // IFLA_XDP_EXPECTED_FD
                hex(Links.setXdpRequest(
                        2, -1, Rtnetlink.XDP_FLAGS_REPLACE | Rtnetlink.XDP_FLAGS_SKB_MODE, OptionalInt.of(9))));
    }

    @Test
    void vethPair() {
        assertEquals(
                "60000000" + "1000" + "0506" + "01000000" + "00000000" // RTM_NEWLINK, REQUEST | ACK | CREATE | EXCL
                        + "00".repeat(16)
                        + "0700" + "0300" + "613000" + "00" // IFLA_IFNAME "a0", padded
                        + "3800" + "1280" // IFLA_LINKINFO
                        + "0900" + "0100" + "7665746800" + "000000" // IFLA_INFO_KIND "veth"
                        + "2800" + "0280" // IFLA_INFO_DATA
                        + "2400" + "0180" // VETH_INFO_PEER
                        + "00".repeat(16) // ifinfomsg of the peer
                        + "0800" + "0300" + "62303000" // IFLA_IFNAME "b00"
                        + "0800" + "1c00" + "07000000", // IFLA_NET_NS_FD
                hex(Links.addPairRequest("veth", "a0", "b00", 7)));
    }

    @Test
    void address() {
        assertEquals(
                "28000000" + "1400" + "0506" + "01000000" + "00000000" // RTM_NEWADDR
                        + "02" + "18" + "00" + "00" + "03000000" // AF_INET, /24, ifindex 3
                        + "0800" + "0200" + "0a630001" // IFA_LOCAL
                        + "0800" + "0100" + "0a630001", // IFA_ADDRESS
                hex(Links.addAddressRequest(3, new byte[] {10, 99, 0, 1}, 24)));
    }

    @Test
    void dump() {
        assertEquals(
                "20000000" + "1200" + "0103" + "01000000" + "00000000" + "00".repeat(16), hex(Links.dumpRequest()));
    }

    @Test
    void ackIsReadWithItsWords() {
        NetlinkMessage ack = messages(
                        "34000000" + "0200" + "0003" + "01000000" + "00000000", // NLMSG_ERROR, CAPPED | ACK_TLVS
                        "f0ffffff", // -16
                        "34000000" + "1300" + "0500" + "01000000" + "00000000", // the request's header
                        "0d00" + "0100" + "6f6363757069656400" + "000000") // NLMSGERR_ATTR_MSG "occupied"
                .get(0);
        assertTrue(ack.isLast());
        assertEquals(16, ack.errno());
        assertEquals(Optional.of("occupied"), ack.extendedAck());
    }

    @Test
    void ackThatIsNotCappedBringsTheWholeRequestBack() {
        NetlinkMessage ack = messages(
                        "3c000000" + "0200" + "0002" + "01000000" + "00000000",
                        "f0ffffff",
                        "18000000" + "1300" + "0500" + "01000000" + "00000000" + "aaaaaaaabbbbbbbb",
                        "0d00" + "0100" + "6f6363757069656400" + "000000")
                .get(0);
        assertEquals(Optional.of("occupied"), ack.extendedAck());
    }

    @Test
    void successHasNoErrno() {
        NetlinkMessage ack = messages("14000000" + "0200" + "0001" + "01000000" + "00000000", "00000000").get(0);
        assertEquals(0, ack.errno());
        assertEquals(Optional.empty(), ack.extendedAck());
    }

    @Test
    void linkWithPrograms() {
        NetlinkMessage message = messages(
                        "50000000" + "1000" + "0200" + "01000000" + "00000000",
                        "00000100" + "05000000" + "43100000" + "00000000", // ifindex 5, IFF_UP among the flags
                        "0900" + "0300" + "6574683000" + "000000", // IFLA_IFNAME "eth0"
                        "2400" + "2b00", // IFLA_XDP, not flagged as nested, as the kernel sends it
                        "0500" + "0200" + "04" + "000000", // IFLA_XDP_ATTACHED: multi
                        "0800" + "0500" + "0b000000", // DRV_PROG_ID 11
                        "0800" + "0600" + "0c000000", // SKB_PROG_ID 12
                        "0800" + "0700" + "0d000000") // HW_PROG_ID 13
                .get(0);
        assertFalse(message.isLast());
        assertEquals(Optional.of(new Link(5, "eth0", "", true, 0, 11, 12, 13)), Link.parse(message));
    }

    @Test
    void linkOfAnOlderKernelHasOneProgramAndItsMode() {
        NetlinkMessage message = messages(
                        "34000000" + "1000" + "0200" + "01000000" + "00000000",
                        "00000100" + "05000000" + "00000000" + "00000000",
                        "1400" + "2b00" + "0500" + "0200" + "02" + "000000" + "0800" + "0400" + "0b000000")
                .get(0);
        assertEquals(Optional.of(new Link(5, "", "", false, 0, 0, 11, 0)), Link.parse(message));
    }

    @Test
    void brokenLengthsEndTheReading() {
        assertEquals(List.of(), messages("ff000000" + "1000" + "0200" + "01000000" + "00000000"));
        assertEquals(List.of(), messages("04000000" + "1000" + "0200" + "01000000" + "00000000"));
        NetlinkMessage message = messages(
                        "24000000" + "1000" + "0200" + "01000000" + "00000000",
                        "00000000" + "05000000" + "00000000" + "00000000",
                        "ff00" + "0300")
                .get(0);
        assertEquals(Optional.of(new Link(5, "", "", false, 0, 0, 0, 0)), Link.parse(message));
    }
}
