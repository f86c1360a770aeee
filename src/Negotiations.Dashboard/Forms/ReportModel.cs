using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Values;

namespace Negotiations.Dashboard.Forms;

/// <summary>A form for an event of one negotiation, as it stands after whatever was typed.</summary>
/// <param name="Negotiation">Its id; empty while one is opened that has none yet.</param>
/// <param name="Title">Of the negotiation, as known now.</param>
/// <param name="Type">Wire name of the event; null while none is chosen.</param>
/// <param name="Form">Given out with the form, and sent with it.</param>
/// <param name="Typed">What was typed.</param>
public sealed record ReportModel(string Negotiation, string Title, string? Type, FormState Form, FormInput Typed)
{
    /// <summary>The event that a correction, retraction or further source is about.</summary>
    public RecordedEvent? Target { get; init; }

    /// <summary>What the target says with the corrections in force.</summary>
    public Event? Standing { get; init; }

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>What recording it would do; null before it was asked.</summary>
    public ReportCheck? Check { get; init; }

    /// <summary>What opening it would do; null before it was asked, and of every other event.</summary>
    public OpeningCheck? Opening { get; init; }

    /// <summary>Why the form is shown again though nothing typed is wrong.</summary>
    public FormNotice Notice { get; init; }

    /// <summary>Recorded by others since the form was given out.</summary>
    public IReadOnlyList<RecordedEvent> Since { get; init; } = [];

    /// <summary>The latest events, to be corrected or retracted; only while no type is chosen.</summary>
    public IReadOnlyList<RecordedEvent> Latest { get; init; } = [];

    /// <summary>What was recorded just now.</summary>
    public RecordedEvent? Done { get; init; }

    public bool IsOpening => Type == "negotiation-opened";

    public bool IsCorrection => Type == "event-corrected";

    /// <summary>The fields that are asked for: of a correction those of its target.</summary>
    public IReadOnlyList<ReportField> Fields =>
        (Type, Standing) switch
        {
            (null, _) => [],
            ("event-corrected", { } standing) => ReportField.Of(standing.GetType()),
            var (type, _) => [.. ReportField.Of(EventJson.TypesByName[type]).Where(each => each.Name != "target")],
        };

    public FieldFault? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field);
}

/// <param name="EventId">Of the event that is to be: sent twice, it is recorded once.</param>
/// <param name="Version">Of the negotiation, as the monitor saw it.</param>
/// <param name="Seen">Shows the event whose check was shown; null: none yet.</param>
public sealed record FormState(Guid EventId, long Version, string? Seen)
{
    /// <param name="form">As it was sent.</param>
    /// <param name="fresh">For what it does not say.</param>
    public static FormState Of(IFormCollection form, FormState fresh) =>
        new(
            Guid.TryParse(form["eventId"], out var id) ? id : fresh.EventId,
            long.TryParse(form["version"], out var version) ? version : fresh.Version,
            form["seen"].ToString() is { Length: > 0 and <= 64 } seen ? seen : null
        );

    /// <summary>Distinguishes an event of a negotiation from any other.</summary>
    public static string SeenOf(Event reported, string negotiation) =>
        Convert.ToHexStringLower(
            SHA256.HashData([.. EventJson.Write(reported), .. Encoding.UTF8.GetBytes(negotiation)])
        );
}

public enum FormNotice
{
    None,

    /// <summary>No one is signed in any more.</summary>
    SignIn,

    /// <summary>The key that was given records nothing.</summary>
    KeyRefused,

    /// <summary>The form was of an earlier session.</summary>
    SendAgain,

    /// <summary>Someone recorded in the meantime.</summary>
    Stale,
}

/// <summary>What recording an event would do, shown before it is done.</summary>
/// <param name="Event">As it would be recorded.</param>
/// <param name="Answer">As the API's dry run gives it.</param>
/// <param name="Candidates">Events of its kind about the same days: perhaps it is recorded already.</param>
/// <param name="Patch">Of a correction.</param>
public sealed record ReportCheck(
    Event Event,
    DryRunAnswer Answer,
    IReadOnlyList<RecordedEvent> Candidates,
    JsonObject? Patch
)
{
    private const int MostCandidates = 5;

    internal static IReadOnlyList<RecordedEvent> Alike(Event reported, Negotiation negotiation) =>
        reported is not Fact { Occurred: { } occurred }
            ? []
            :
            [
                .. Views
                    .EffectiveSet.Of(negotiation.Events)
                    .Where(each => each.Fact.GetType() == reported.GetType() && Near(each.Occurred, occurred))
                    .TakeLast(MostCandidates)
                    .Select(each => each.Recorded),
            ];

    private static bool Near(Edtf one, Edtf other) => one.Overlaps(other);
}

/// <summary>What opening a negotiation would do, shown before it is done.</summary>
/// <param name="Opened">As it would be recorded.</param>
/// <param name="Status">That it would begin with.</param>
/// <param name="Alike">Open negotiations of the same parties about the same subject.</param>
public sealed record OpeningCheck(NegotiationOpened Opened, Views.Status Status, IReadOnlyList<Views.Summary> Alike);
