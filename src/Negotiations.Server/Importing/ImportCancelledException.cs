namespace Negotiations.Server.Importing;

/// <summary>Someone asked the import to stop.</summary>
internal sealed class ImportCancelledException() : Exception("The import was asked to stop.");
