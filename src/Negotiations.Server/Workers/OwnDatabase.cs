namespace Negotiations.Server.Workers;

/// <summary>The PostgreSQL that this program runs for itself. One that was named in the settings is watched by
/// others.</summary>
/// <param name="Problem">Why it does not run, or is not watched, in a sentence; null while all is well.</param>
internal sealed record OwnDatabase(Func<string?> Problem);
