package org.truncus.gateway.dimse.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sub-items of the user information item. Unknown ones are skipped (PS3.8 §9.3.1). */
final class UserInformationCodec {

  private UserInformationCodec() {}

  static void write(ItemWriter out, UserInformation user) {
    out.item(ItemType.MAXIMUM_LENGTH, item -> item.u32(user.maxLength()));
    if (!user.implementationClassUID().isEmpty()) {
      out.item(ItemType.IMPLEMENTATION_CLASS_UID, item -> item.text(user.implementationClassUID()));
    }
    user.asyncWindow()
        .ifPresent(
            window ->
                out.item(
                    ItemType.ASYNC_WINDOW,
                    item -> item.u16(window.invoked()).u16(window.performed())));
    for (RoleSelection role : user.roles()) {
      out.item(
          ItemType.ROLE_SELECTION,
          item -> item.sizedUid(role.sopClassUID()).u8(bit(role.scu())).u8(bit(role.scp())));
    }
    if (!user.implementationVersionName().isEmpty()) {
      out.item(
          ItemType.IMPLEMENTATION_VERSION_NAME,
          item -> item.text(user.implementationVersionName()));
    }
    for (ExtendedNegotiation extended : user.extended()) {
      out.item(
          ItemType.EXTENDED_NEGOTIATION,
          item -> item.sizedUid(extended.sopClassUID()).rest(extended.information()));
    }
    user.identity()
        .ifPresent(
            identity ->
                out.item(
                    ItemType.USER_IDENTITY,
                    item ->
                        item.u8(identity.type())
                            .u8(bit(identity.responseRequested()))
                            .sized(identity.primary())
                            .sized(identity.secondary())));
  }

  static UserInformation read(ItemReader in) throws PduException {
    Parts parts = new Parts();
    while (in.hasMore()) {
      parts.add(in.u8(), in);
    }
    return new UserInformation(
        parts.maxLength,
        parts.classUID,
        parts.versionName,
        parts.window,
        parts.roles,
        parts.extended,
        parts.identity);
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }

  /** What has been read so far. */
  private static final class Parts {
    private long maxLength;
    private String classUID = "";
    private String versionName = "";
    private Optional<AsyncWindow> window = Optional.empty();
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();
    private Optional<UserIdentity> identity = Optional.empty();

    void add(int type, ItemReader in) throws PduException {
      switch (type) {
        case ItemType.MAXIMUM_LENGTH -> maxLength = in.item("maximum length").u32();
        case ItemType.IMPLEMENTATION_CLASS_UID ->
            classUID = in.item("implementation class UID").rest();
        case ItemType.IMPLEMENTATION_VERSION_NAME ->
            versionName = in.item("implementation version name").rest();
        case ItemType.ASYNC_WINDOW -> {
          ItemReader item = in.item("asynchronous operations window");
          window = Optional.of(new AsyncWindow(item.u16(), item.u16()));
        }
        case ItemType.ROLE_SELECTION -> {
          ItemReader item = in.item("role selection");
          roles.add(new RoleSelection(item.text(item.u16()), item.u8() == 1, item.u8() == 1));
        }
        case ItemType.EXTENDED_NEGOTIATION -> {
          ItemReader item = in.item("extended negotiation");
          extended.add(new ExtendedNegotiation(item.text(item.u16()), item.remainder()));
        }
        case ItemType.USER_IDENTITY -> {
          ItemReader item = in.item("user identity");
          identity =
              Optional.of(
                  new UserIdentity(
                      item.u8(), item.u8() == 1, item.bytes(item.u16()), item.bytes(item.u16())));
        }
        default -> in.item("item %02X".formatted(type));
      }
    }
  }
}
