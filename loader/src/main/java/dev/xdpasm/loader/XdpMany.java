package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Rtnetlink;
import dev.xdpasm.loader.sys.Fd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One program on many interfaces, on all or on none: where one refuses, those before it get back what they had. What stood
 * there is held open meanwhile, so that it cannot vanish.
 */
final class XdpMany {

    private XdpMany() {}

    /** An interface that has the program, and what it had before. */
    private record Done(Attachment attachment, Optional<Before> before) {}

    /** A program that was replaced. */
    private record Before(Fd program, int id, XdpMode mode) {}

    static List<Attachment> attach(XdpProgram program, List<NetDevice> devices, XdpOptions options) {
        List<Done> done = new ArrayList<>();
        List<Before> held = new ArrayList<>();
        try {
            for (NetDevice device : devices) {
                Optional<Before> before =
                        options.ifOccupied() == IfOccupied.REPLACE ? hold(device, options.mode()) : Optional.empty();
                before.ifPresent(held::add);
                done.add(new Done(program.attach(device, options), before));
            }
            return done.stream().map(Done::attachment).toList();
        } catch (RuntimeException | Error e) {
            for (int i = done.size() - 1; i >= 0; i--) {
                undo(done.get(i), e);
            }
            throw e;
        } finally {
            held.forEach(before -> before.program().close());
        }
    }

    private static Optional<Before> hold(NetDevice device, XdpMode mode) {
        XdpStatus status = XdpStatus.of(device);
        return status.occupant(mode).flatMap(other -> {
            int id = status.programIds().getOrDefault(other, 0);
            return ProgramInfo.open(id).map(fd -> new Before(fd, id, other));
        });
    }

    private static void undo(Done done, Throwable why) {
        try (Attachment attachment = done.attachment()) {
            if (done.before().isPresent()) {
                putBack(attachment, done.before().get());
            }
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** In the same mode without a gap; a link has to go first. */
    private static void putBack(Attachment attachment, Before before) {
        NetDevice device = attachment.device();
        Answer answer;
        if (attachment instanceof NetlinkAttachment && attachment.mode() == before.mode()) {
            try (Fd ours = ProgramInfo.open(attachment.programId()).orElseThrow()) {
                answer = XdpNetlink.set(
                        device,
                        before.program(),
                        before.mode().flag() | Rtnetlink.XDP_FLAGS_REPLACE,
                        Optional.of(ours));
            }
        } else {
            attachment.close();
            answer = XdpNetlink.attachFree(before.program(), device, before.mode());
        }
        if (!answer.ok()) {
            throw Refusal.netlink(
                    "program " + before.id() + " could not be put back on " + device, answer);
        }
    }
}
