package dev.xdpasm.dsl;

import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Values that hang on objects of the kernel's, one on each, and go with these: on sockets (BPF_MAP_TYPE_SK_STORAGE), tasks
 * (TASK_STORAGE), inodes (INODE_STORAGE) or control groups (CGRP_STORAGE). Java finds them by descriptors.
 *
 * @param <F> what a value is seen as
 */
public final class StorageRef<F> extends AnyMap {
    private final Type<?, F> value;

    StorageRef(MapSpec spec, Type<?, F> value) {
        super(spec);
        this.value = value;
    }

    /** {@return the same map, otherwise specified} */
    public StorageRef<F> with(UnaryOperator<MapSpec> change) {
        return new StorageRef<>(changed(change), value);
    }

    Type<?, F> value() {
        return value;
    }

    @Override
    Optional<Shapes> shapes() {
        return Optional.of(new Shapes(Types.S32.shape(), value.shape()));
    }

    Helper getting() {
        return Owner.of(spec().type()).getting;
    }

    Helper deleting() {
        return Owner.of(spec().type()).deleting;
    }

    /** What values hang on: the kind of map, and the helpers that are given one of it. */
    private enum Owner {
        SOCKET(MapType.BPF_MAP_TYPE_SK_STORAGE, Helper.bpf_sk_storage_get, Helper.bpf_sk_storage_delete),
        TASK(MapType.BPF_MAP_TYPE_TASK_STORAGE, Helper.bpf_task_storage_get, Helper.bpf_task_storage_delete),
        INODE(MapType.BPF_MAP_TYPE_INODE_STORAGE, Helper.bpf_inode_storage_get, Helper.bpf_inode_storage_delete),
        CONTROL_GROUP(MapType.BPF_MAP_TYPE_CGRP_STORAGE, Helper.bpf_cgrp_storage_get, Helper.bpf_cgrp_storage_delete);

        private final MapType map;
        private final Helper getting;
        private final Helper deleting;

        Owner(MapType map, Helper getting, Helper deleting) {
            this.map = map;
            this.getting = getting;
            this.deleting = deleting;
        }

        static Owner of(MapType map) {
            return Arrays.stream(values()).filter(owner -> owner.map == map).findFirst().orElseThrow();
        }
    }
}
