/**
 * Floor 6, inside the loader: rtnetlink messages, for interfaces, their addresses and the XDP programs on them.
 *
 * <p>What flows in are interface indexes, names and descriptors; what flows out is what the kernel answered: an errno,
 * its extended ACK text, the messages. Nothing here throws because the kernel refused. A request is made in the network
 * namespace of the thread that makes it. Imports {@code sys} and nothing else of the loader; no API for users.
 */
@NullMarked
package dev.xdpasm.loader.netlink;

import org.jspecify.annotations.NullMarked;
