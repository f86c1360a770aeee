using Negotiations.Actors;
using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>
/// manytreaties, membership of states in treaties: one negotiation a treaty; its signature, entry into force and end
/// once, and for each state signature, ratification, force and end, or, where none of these has a date, that it is a
/// member. A state that joined more than once has several rows of one treaty: they are distinguished by their dates,
/// not by the order of the rows.
/// </summary>
public sealed partial class ManyTreatiesFormat : DatasetFormat
{
    public override string Name => "manytreaties";

    public override string Title => "manytreaties";

    public override string Publisher => "manydata";

    public override IReadOnlyList<string> Required => ["stateID", "treatyID", "Title"];

    public override IReadOnlyList<string> Optional =>
        [
            "Begin",
            "End",
            "Signature",
            "StateSignature",
            "StateRatification",
            "Force",
            "StateForce",
            "Term",
            "StateEnd",
            "Comments",
        ];

    public override IReadOnlyList<string> IdSchemes => ["treaty"];

    public override IRowMapper Map(Release release, ActorRegistry actors) => new Mapper(release, actors);
}
