namespace Negotiations.Views;

/// <summary>
/// A rule by which a phase moves. Pages show its sentence in the reader's language, under <c>said.rule.CODE</c>.
/// </summary>
public sealed class PhaseRule
{
    private static readonly List<PhaseRule> registered = [];

    public static readonly PhaseRule RoundHeld = new("round-held", "A round of talks was held.");
    public static readonly PhaseRule SectionsSome = new("sections-some", "Some sections were agreed.");
    public static readonly PhaseRule SectionsAll = new("sections-all", "All remaining sections were agreed.");
    public static readonly PhaseRule AgreementPartial = new("agreement-partial", "A partial agreement was reached.");
    public static readonly PhaseRule ProvisionsOpen = new(
        "provisions-open",
        "Provisions of the text are under negotiation."
    );
    public static readonly PhaseRule ProvisionsAgreed = new("provisions-agreed", "Provisions of the text were agreed.");
    public static readonly PhaseRule AgreementInPrinciple = new(
        "agreement-in-principle",
        "An agreement in principle, framework or comprehensive agreement was reached."
    );

    public static readonly PhaseRule Drafted = new("drafted", "The principal instrument was instructed or drafted.");
    public static readonly PhaseRule TextBySome = new(
        "text-by-some",
        "Some of those who negotiated established the text, and the others did not."
    );
    public static readonly PhaseRule TextAuthenticated = new(
        "text-authenticated",
        "The text was established as authentic (VCLT art. 10)."
    );
    public static readonly PhaseRule PrincipalSigned = new("principal-signed", "The principal instrument was signed.");
    public static readonly PhaseRule SignedForRatification = new(
        "signed-for-ratification",
        "An instrument subject to ratification was signed."
    );
    public static readonly PhaseRule Provisional = new(
        "provisional",
        "It is applied provisionally, pending its entry into force (VCLT art. 25)."
    );
    public static readonly PhaseRule ConsentAwaited = new(
        "consent-awaited",
        "A party consented to be bound, and the consent of others is awaited."
    );
    public static readonly PhaseRule AllConsented = new(
        "all-consented",
        "All whose consent is needed have consented to be bound; no source says that it is in force."
    );
    public static readonly PhaseRule PartyLeft = new(
        "party-left",
        "A party left, and all others have consented to be bound."
    );
    public static readonly PhaseRule EnteredIntoForce = new(
        "entered-into-force",
        "The principal instrument entered into force."
    );
    public static readonly PhaseRule ActDecides = new(
        "act-decides",
        "The one act that its terms make decide is on record (VCLT art. 24(1))."
    );
    public static readonly PhaseRule MilestoneInForce = new(
        "milestone-in-force",
        "A milestone was achieved with the principal instrument in force."
    );
    public static readonly PhaseRule MeasureInForce = new(
        "measure-in-force",
        "A measure was taken under the principal instrument, with it in force."
    );
    public static readonly PhaseRule ForceEnded = new(
        "force-ended",
        "The principal instrument was in force and ended."
    );
    public static readonly PhaseRule SetBack = new(
        "set-back",
        "The principal instrument ended before it was in force: back to the talks."
    );

    public static readonly PhaseRule WorksPlanned = new("works-planned", "A milestone of the works was planned.");
    public static readonly PhaseRule WorksBegan = new("works-began", "Works began.");
    public static readonly PhaseRule ConstructionCompleted = new(
        "construction-completed",
        "Construction was completed."
    );
    public static readonly PhaseRule Operating = new("operating", "It went into operation.");
    public static readonly PhaseRule ContractSigned = new("contract-signed", "A contract was signed.");
    public static readonly PhaseRule MoneyPromised = new("money-promised", "Money for it was promised.");
    public static readonly PhaseRule MoneyContracted = new("money-contracted", "Money for it was contracted or paid.");
    public static readonly PhaseRule AgreedOn = new("agreed-on", "It was agreed on.");
    public static readonly PhaseRule Stopped = new("stopped", "A source says that it has stopped.");

    public static readonly PhaseRule ProductRequested = new("product-requested", "It was requested.");
    public static readonly PhaseRule ProductConsidered = new("product-considered", "It was considered.");
    public static readonly PhaseRule ConsultationsHeld = new(
        "consultations-held",
        "A briefing or consultations were held."
    );
    public static readonly PhaseRule ProductIssued = new("product-issued", "It was issued.");
    public static readonly PhaseRule ProductBlocked = new(
        "product-blocked",
        "A source says that the council cannot agree on it."
    );

    public static readonly PhaseRule SeriesAnnounced = new("series-announced", "No edition has been held yet.");
    public static readonly PhaseRule SeriesActive = new("series-active", "An edition was held.");
    public static readonly PhaseRule SeriesDormant = new("series-dormant", "No later edition is on record since.");
    public static readonly PhaseRule SeriesClosed = new("series-closed", "The series was closed.");

    public static readonly PhaseRule Resumed = new("resumed", "It was resumed: it stands where it stood.");
    public static readonly PhaseRule Reopened = new("reopened", "It was reopened: it stands where it stood.");
    public static readonly PhaseRule ClosedAbandoned = new(
        "closed-abandoned",
        "The negotiation was closed as abandoned."
    );
    public static readonly PhaseRule ClosedElsewhere = new("closed-elsewhere", "The negotiation went on elsewhere.");
    public static readonly PhaseRule ClosedCompleted = new(
        "closed-completed",
        "The negotiation was closed as in force or implemented."
    );

    private PhaseRule(string code, string english)
    {
        Code = code;
        English = english;
        registered.Add(this);
    }

    /// <summary>Every rule there is.</summary>
    public static IReadOnlyList<PhaseRule> All => registered;

    /// <summary>Answers of the API have it; it never changes.</summary>
    public string Code { get; }

    /// <summary>As the API and the audit say it.</summary>
    public string English { get; }
}
