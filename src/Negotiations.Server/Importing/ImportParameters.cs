using Negotiations.Server.Http;

namespace Negotiations.Server.Importing;

/// <summary>The parameters of an import and of its rows.</summary>
internal static class ImportParameters
{
    public static readonly IReadOnlyList<QueryParameter> All =
    [
        new("format", "How the file is laid out.", "pax", ImportRequest.Formats),
        new("release", "The day on which this release of the dataset was published.", "2019-07-01"),
        new(
            "dataset",
            "The name of the dataset, the same for all its releases; that of the format when absent.",
            "pax"
        ),
        new("dryRun", "true: nothing is recorded, and the report says what would be.", "true", ["true", "false"]),
    ];

    public static readonly QueryParameter RowState = new(
        "state",
        "Only rows of which this became.",
        "quarantined",
        Parameters.Names<Negotiations.Import.Statements.RowState>()
    );
}
