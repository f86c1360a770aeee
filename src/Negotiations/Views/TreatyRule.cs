namespace Negotiations.Views;

/// <summary>
/// A rule by which an instrument has its parties, whom it awaits, its entry into force, and who leaves it. Pages show
/// its sentence in the reader's language, under <c>said.rule.CODE</c>.
/// </summary>
public sealed class TreatyRule
{
    private static readonly List<TreatyRule> registered = [];

    public static readonly TreatyRule PartyByForce = new(
        "party-by-force",
        "It entered into force, for those who are bound by it."
    );
    public static readonly TreatyRule PartyByOwnForce = new(
        "party-by-own-force",
        "It entered into force for this party."
    );
    public static readonly TreatyRule PartyProvisional = new(
        "party-provisional",
        "The party applies it provisionally, pending its entry into force (VCLT art. 25)."
    );
    public static readonly TreatyRule PartyByConsent = new(
        "party-by-consent",
        "The party consented to be bound by what is in force."
    );
    public static readonly TreatyRule PartyByAct = new(
        "party-by-act",
        "With this act it is in force, for those who are bound by it."
    );
    public static readonly TreatyRule LeftByNotice = new("left-by-notice", "The party's leaving took effect.");
    public static readonly TreatyRule LeftWithAll = new("left-with-all", "It ended for all.");
    public static readonly TreatyRule LeftByAct = new("left-by-act", "With this act it is not in force for the party.");
    public static readonly TreatyRule AwaitedSignatory = new(
        "awaited-signatory",
        "The party signed, and its consent is needed and not on record."
    );
    public static readonly TreatyRule AwaitedBeside = new(
        "awaited-beside",
        "Others consented, and the consent of all who negotiated it is needed."
    );
    public static readonly TreatyRule ForceReported = new("force-reported", "A source reports its entry into force.");
    public static readonly TreatyRule ForceByAct = new(
        "force-by-act",
        "The one act that its terms make decide puts it in force (VCLT art. 24(1))."
    );
    public static readonly TreatyRule ForceProvisional = new(
        "force-provisional",
        "A source reports its provisional application (VCLT art. 25)."
    );
    public static readonly TreatyRule ForceExpected = new(
        "force-expected",
        "It is expected by its terms or as announced; no source says that it has happened."
    );
    public static readonly TreatyRule NoticeGiven = new("notice-given", "A party gave notice that it leaves.");
    public static readonly TreatyRule NoticeRevoked = new(
        "notice-revoked",
        "The notice was revoked before its effect (VCLT art. 68)."
    );

    private TreatyRule(string code, string english)
    {
        (Code, English) = (code, english);
        registered.Add(this);
    }

    /// <summary>All there are.</summary>
    public static IReadOnlyList<TreatyRule> All => registered;

    public string Code { get; }

    /// <summary>Its sentence in English.</summary>
    public string English { get; }
}
