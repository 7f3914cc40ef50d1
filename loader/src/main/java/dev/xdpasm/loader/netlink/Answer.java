package dev.xdpasm.loader.netlink;

import java.util.List;
import java.util.Optional;

/**
 * What the kernel answered to a request.
 *
 * @param call what was asked, as an error is to name it, such as {@code netlink RTM_SETLINK}
 * @param errno 0 for success
 * @param extendedAck the kernel's own words, where it gave some
 * @param links the interfaces that were asked for
 */
public record Answer(String call, int errno, Optional<String> extendedAck, List<Link> links) {

    static Answer refused(String call, long negatedErrno) {
        return new Answer(call, (int) -negatedErrno, Optional.empty(), List.of());
    }

    /** {@return whether the kernel did it} */
    public boolean ok() {
        return errno == 0;
    }
}
