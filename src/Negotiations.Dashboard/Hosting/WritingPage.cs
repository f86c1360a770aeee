namespace Negotiations.Dashboard.Hosting;

/// <summary>A page that is there to change something: a node that only reads does not show it.</summary>
public sealed class WritingPage;
