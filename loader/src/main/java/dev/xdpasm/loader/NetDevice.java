package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Link;
import dev.xdpasm.loader.netlink.Links;
import dev.xdpasm.loader.sys.Errno;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;

/**
 * A network interface in a network namespace.
 *
 * @param ifindex its index, by which the kernel is told which; unique in the namespace
 * @param name its name when it was looked up
 * @param namespace the namespace, in which all requests about it are made
 */
public record NetDevice(int ifindex, String name, NetNamespace namespace) {
    private static final int ADDRESS_BITS = 32;

    /**
     * {@return the interface of that name in the calling thread's network namespace}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public static NetDevice byName(String name) {
        return byName(NetNamespace.current(), name);
    }

    /**
     * {@return the interface of that name in a network namespace}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public static NetDevice byName(NetNamespace namespace, String name) {
        List<NetDevice> all = all(namespace);
        return all.stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BpfException("no interface is called " + name + "; the interfaces are: "
                        + String.join(", ", all.stream().map(NetDevice::name).toList())));
    }

    /** {@return all interfaces of a network namespace} */
    public static List<NetDevice> all(NetNamespace namespace) {
        return links(namespace).stream()
                .map(link -> new NetDevice(link.ifindex(), link.name(), namespace))
                .toList();
    }

    /**
     * {@return the interface of that name, which need not be there yet: waits until it appears (RTMGRP_LINK)}
     *
     * @param atMost how long
     * @throws BpfException if it has not appeared by then, or the thread was interrupted, which it then still is
     */
    public static NetDevice await(NetNamespace namespace, String name, Duration atMost) {
        return DeviceWait.await(namespace, name, atMost);
    }

    static List<Link> links(NetNamespace namespace) {
        return Refusal.orThrow("the interfaces could not be listed", namespace.call(Links::dump))
                .links();
    }

    /**
     * Sets it up (IFF_UP).
     *
     * @throws KernelException if the kernel refuses
     */
    public void up() {
        Refusal.orThrow("interface " + name + " could not be set up", namespace.call(() -> Links.setUp(ifindex)));
    }

    /**
     * {@return the largest packet that it takes, in bytes without the Ethernet header}
     *
     * @throws KernelException if it is gone (ENODEV)
     */
    public int mtu() {
        return link().mtu();
    }

    /**
     * Changes the {@link #mtu}.
     *
     * @throws KernelException if the kernel refuses, as it does where the attached XDP program cannot take such packets
     */
    public void setMtu(int bytes) {
        Refusal.orThrow(
                "interface " + name + " could not be given an MTU of " + bytes,
                namespace.call(() -> Links.setMtu(ifindex, bytes)));
    }

    /** {@return what the kernel says about it now} */
    Link link() {
        return Refusal.orThrow("interface " + this + " could not be asked", namespace.call(() -> Links.get(ifindex)))
                .links()
                .stream()
                .filter(link -> link.ifindex() == ifindex)
                .findFirst()
                .orElseThrow(() -> new BpfException("the kernel's answer about interface " + this + " is empty"));
    }

    /**
     * Gives it an address, and its subnet a route once it is up.
     *
     * @param prefix bits of the subnet, 0 to 32
     * @throws KernelException if the kernel refuses, as it does for an address that is there (EEXIST)
     */
    public void addAddress(Inet4Address address, int prefix) {
        if (prefix < 0 || prefix > ADDRESS_BITS) {
            throw new IllegalArgumentException("a prefix has 0 to 32 bits, not " + prefix);
        }
        Refusal.orThrow(
                "interface " + name + " could not be given the address " + address.getHostAddress() + "/" + prefix,
                namespace.call(() -> Links.addAddress(ifindex, address.getAddress(), prefix)));
    }

    /**
     * Removes it, and with one end of a veth pair the other; does nothing if it is gone.
     *
     * @throws KernelException if the kernel refuses, as it does for hardware
     */
    public void delete() {
        var answer = namespace.call(() -> Links.delete(ifindex));
        if (answer.errno() != Errno.ENODEV) {
            Refusal.orThrow("interface " + name + " could not be removed", answer);
        }
    }

    /** {@return the name and index, such as {@code eth0 (ifindex 2)}} */
    @Override
    public String toString() {
        return name + " (ifindex " + ifindex + ")";
    }
}
