using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The roles in which someone takes part; no role named is one of them, and stands alone.</summary>
internal readonly record struct Roles(int Bits)
{
    public static Roles None => default;

    public bool Any => Bits != 0;

    public IEnumerable<ActorRole?> All
    {
        get
        {
            var bits = Bits;
            return Choices.Where(role => (bits & BitOf(role)) != 0);
        }
    }

    private static ActorRole?[] Choices { get; } = [null, .. Enum.GetValues<ActorRole>()];

    /// <summary>As <see cref="PartyFold"/> takes a further one.</summary>
    public Roles With(ActorRole? role)
    {
        var bit = BitOf(role);
        if (role == ActorRole.Party && (Bits & Sides) != 0)
            return new Roles((Bits & ~Sides) | bit);

        var isKnown = (Bits & bit) != 0 || (role is null && Any) || (IsPrincipal(role) && All.Any(IsPrincipal));
        return isKnown ? this : new Roles((Bits & ~BitOf(null)) | bit);
    }

    private static int Sides => BitOf(ActorRole.SideA) | BitOf(ActorRole.SideB);

    private static bool IsPrincipal(ActorRole? role) => PartyFold.IsPrincipal(role);

    private static int BitOf(ActorRole? role) => role is { } named ? 2 << (int)named : 1;
}
