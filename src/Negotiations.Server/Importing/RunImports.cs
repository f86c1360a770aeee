using Negotiations.Server.Jobs;
using Wolverine.Attributes;

namespace Negotiations.Server.Importing;

/// <summary>An import may be due. It says nothing of which: a message that comes twice, or late, does no
/// harm.</summary>
public sealed record RunImports;

/// <summary>Runs the imports that are due and whose files lie here, one after another.</summary>
public sealed class RunImportsHandler(IJob<RunImports> imports)
{
    // The largest datasets of the field take minutes; those of a file at the limit, hours.
    private const int OneDay = 24 * 60 * 60;

    [MessageTimeout(OneDay)]
    public Task HandleAsync(RunImports message, CancellationToken stop) => imports.HandleAsync(message, stop);
}
