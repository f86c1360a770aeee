using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>The columns of a job: its state, how often it was started, and the fence that decides who may write its
/// result.</summary>
internal static class JobColumns
{
    // Of rows from before jobs had a state of their own; what the report says is put in its place.
    private const string Unknown = "unknown";

    public static void AddTo(Table table, bool hasState = false)
    {
        // Waiting, running, done, failed, or dead: begun too often without an end.
        if (!hasState)
            table.AddColumn("state", "varchar").NotNull().DefaultValueByExpression($"'{Unknown}'");

        table.AddColumn("starts", "integer").NotNull().DefaultValue(0);

        // Rises with every start: a result is written by the one who began last, and by no one before.
        table.AddColumn("fence", "bigint").NotNull().DefaultValue(0);

        // The last sign of life of the one who works on it, by the database's clock.
        table.AddColumn("seen_at", "timestamptz");
    }

    /// <summary>Puts the state of an older program's rows in its place.</summary>
    public static string Settle(string table) =>
        $"update {table} set state = report ->> 'state' where state = '{Unknown}'";
}
