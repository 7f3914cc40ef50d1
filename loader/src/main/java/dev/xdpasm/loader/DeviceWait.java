package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.LinkNews;
import java.time.Duration;
import java.util.Optional;

/** Waiting for an interface that is not there yet: a container's, a tunnel's, a card's whose driver loads late. */
final class DeviceWait {
    /** How long a thread's interrupt may go unseen. */
    private static final int SLICE_MILLIS = 100;

    private static final int NANOS_PER_MILLI = 1_000_000;

    private DeviceWait() {}

    static NetDevice await(NetNamespace namespace, String name, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        // The socket is the namespace's; waiting on it keeps no thread of the namespace busy.
        LinkNews.Opened opened = namespace.call(LinkNews::open);
        if (opened.answer() < 0) {
            throw Refusal.call(
                    "interface " + name + " could not be waited for", "socket(AF_NETLINK, RTMGRP_LINK)", opened.answer());
        }
        try (LinkNews news = opened.news()) {
            Optional<NetDevice> found = find(namespace, name);
            while (found.isEmpty()) {
                long left = (end - System.nanoTime()) / NANOS_PER_MILLI;
                if (Thread.currentThread().isInterrupted()) {
                    throw new BpfException("interrupted while waiting for interface " + name);
                }
                if (left <= 0) {
                    throw new BpfException("interface " + name + " has not appeared within " + seconds(atMost));
                }
                if (news.await((int) Math.min(left, SLICE_MILLIS))) {
                    found = find(namespace, name);
                }
            }
            return found.get();
        }
    }

    private static Optional<NetDevice> find(NetNamespace namespace, String name) {
        return NetDevice.all(namespace).stream()
                .filter(device -> device.name().equals(name))
                .findFirst();
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
